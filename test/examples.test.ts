import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import ts from 'typescript'
import * as assay from '../src/index.js'
import { temporaryFolder } from './support/runs.js'

/** The examples of the public docstrings: each is to run, and to give what it says. */
const examples = documented()
const ARQUERO = ['aq', 'op', 'ColumnTable']

test.each(examples.filter(({ name }) => !ARQUERO.includes(name)))(
  '$name has an example',
  ({ codes }) => {
    expect(codes).not.toHaveLength(0)
  },
)

describe('the example of', () => {
  let scope: Record<string, unknown>
  beforeAll(async () => {
    const examiner = new assay.Examiner()
      .add(assay.logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
      .add(assay.logMetric('loss', { log: 'train', match: /loss=([^,]+)/, keep: 'all' }))
    await examiner.exam({ output: 'examples/cifar10/output' })
    const table = examiner.table()
    const dir = 'examples/cifar10/output/Data_CIFAR10-Loss_CE-Lr_0.1-Seed_0'
    scope = { ...assay, examiner, table, dir, basename }
  })

  test.each(examples.flatMap(({ name, codes }) => codes.map((code) => ({ name, code }))))(
    '$name runs',
    async ({ code }) => {
      const folder = temporaryFolder()
      const within = {
        ...scope,
        expect,
        writeFileSync: (name: string, data: string) => writeFileSync(join(folder, name), data),
      }
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- our own docstrings
      const run = new Function(...Object.keys(within), `return (async () => {${checked(code)}})()`)
      await (run as (...values: unknown[]) => Promise<void>)(...Object.values(within))
    },
  )
})

/** `expression // value` as a check of the value. */
function checked(code: string): string {
  const lines = code.split('\n').map((line) => {
    const [, expression, value] = /^(\S.*?) \/\/ (.+)$/.exec(line) ?? []
    return expression && value ? `expect(${expression}).toEqual(${value})` : line
  })
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
  return ts
    .transpile(`async () => {${lines.join('\n')}\n}`, options)
    .replace(/^async \(\) => \{|\};\s*$/g, '')
}

function documented(): { readonly name: string; readonly codes: readonly string[] }[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)).config,
    ts.sys,
    '.',
  )
  const program = ts.createProgram(['src/index.ts'], options)
  const checker = program.getTypeChecker()
  const file = program.getSourceFile('src/index.ts')
  const module = file && checker.getSymbolAtLocation(file)
  const values = ts.SymbolFlags.Function | ts.SymbolFlags.Class | ts.SymbolFlags.Variable
  return (module ? checker.getExportsOfModule(module) : []).flatMap((exported) => {
    const alias = (exported.flags & ts.SymbolFlags.Alias) !== 0
    const symbol = alias ? checker.getAliasedSymbol(exported) : exported
    if ((symbol.flags & values) === 0) return []
    const tags = symbol.getJsDocTags(checker).filter(({ name }) => name === 'example')
    return [{ name: exported.name, codes: tags.map(({ text }) => ts.displayPartsToString(text)) }]
  })
}
