import type { ParamValue } from '../experiment.js'
import { IssueError } from '../issue.js'
import { isNoSuchFile } from '../readers/file.js'
import { tellFirst } from '../readers/text/tell-first.js'
import { readWhole } from '../readers/whole.js'
import { parseYaml } from '../readers/yaml/parse.js'
import { mapEntries } from '../values/map-entries.js'
import type { Report } from './layout.js'
import { MOST_PARAMS } from './param-bounds.js'

/** What a small YAML file came to. */
export interface YamlFile {
  /** Null when the file is empty, `undefined` when nothing in it can be used. */
  readonly value: ParamValue | undefined
}

/**
 * Reads a small file of YAML 1.1, as PyYAML writes it; `undefined` when there is no such file.
 * Whatever else is wrong is reported, and the value is then what could be read.
 */
export function readYaml(file: string, report: Report): YamlFile | undefined {
  let text: string
  try {
    text = readWhole(file)
  } catch (error) {
    if (!(error instanceof IssueError)) throw error
    if (isNoSuchFile(error)) return undefined
    report(error.problem)
    return { value: undefined }
  }
  const { value, problems } = parseYaml(text)
  // A short text has many values only by aliases.
  const mayBeMany = text.length > MOST_PARAMS || text.includes('*')
  if (value !== undefined && mayBeMany && size(value) > MOST_PARAMS) {
    const message = `${file} holds more than ${MOST_PARAMS} values; is it the right file?`
    report({ code: 'file-too-large', file, message })
    return { value: undefined }
  }
  const { tell } = tellFirst(file, report)
  for (const problem of problems) {
    tell({ ...problem, file, message: `${file}:${problem.line}: ${problem.message}` })
  }
  return { value }
}

/** How many values there are in the maps; a list counts as one. */
function size(value: ParamValue): number {
  return (mapEntries(value) ?? []).reduce((sum, [, item]) => sum + size(item), 1)
}
