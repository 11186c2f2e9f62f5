import type { ParamValue } from '../../experiment.js'
import { Construction } from './build.js'
import { compose } from './compose.js'
import { locate, type Finding, type YamlProblem } from './problem.js'
import { readSyntax } from './syntax.js'

/** What a YAML text holds. */
export interface YamlResult {
  /** The value, without the parts that a problem concerns; undefined when nothing could be used. */
  readonly value: ParamValue | undefined
  /** What was wrong, in the order of the lines. */
  readonly problems: readonly YamlProblem[]
}

/** {@link parseYaml} without its short way: any YAML, through its whole grammar. */
export function parseDocument(original: string): YamlResult {
  const text = original.startsWith('\ufeff') ? original.slice(1) : original
  const syntax = readSyntax(text)
  if ('code' in syntax) return useless(syntax, text)
  const root = compose(syntax)
  if (root === undefined) return { value: null, problems: [] }
  if ('code' in root) return useless(root, syntax.text)
  const construction = new Construction()
  const value = construction.build(root)
  return { value, problems: locate(construction.findings, syntax.text) }
}

const useless = (finding: Finding, text: string): YamlResult => ({
  value: undefined,
  problems: locate([finding], text),
})
