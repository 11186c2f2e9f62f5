// Types that are newer than tslab's TypeScript become `any` there without a word. This walks all
// our declarations that can be reached from the entry, and fails for each that is `any` to it.
const ts = require('@tslab/typescript-for-tslab')

// As tslab's converter has them.
const program = ts.createProgram([require.resolve('assay').replace(/\.js$/, '.d.ts')], {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  esModuleInterop: true,
})
const checker = program.getTypeChecker()
const found = []
let looked = 0

function look(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
  // A span of a template type is a piece of syntax, without a type of its own.
  const isType = ts.isTypeNode(node) && !ts.isTemplateLiteralTypeSpan(node)
  // What is inferred, or the key of a mapped type, is open as it is declared.
  const isOpen =
    ts.isTypeParameterDeclaration(node) &&
    (ts.isInferTypeNode(node.parent) || ts.isMappedTypeNode(node.parent))
  const declared = isType || (node.name !== undefined && !ts.isPrivateIdentifier(node.name))
  if (declared && !isOpen) {
    looked += 1
    if (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) {
      const source = node.getSourceFile()
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${source.fileName}:${line + 1}: any is what became of ${node.getText()}`)
    }
  }
  ts.forEachChild(node, look)
}

for (const source of program.getSourceFiles()) {
  if (/node_modules\/assay\//.test(source.fileName)) look(source)
}
if (looked < 100) found.push(`only ${looked} declarations were found`)
if (found.length > 0) {
  console.error(found.join('\n'))
  process.exitCode = 1
}
