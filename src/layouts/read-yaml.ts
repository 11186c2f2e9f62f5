import type { ParamValue } from '../experiment.js'
import { IssueError } from '../issue.js'
import { isNoSuchFile } from '../readers/file.js'
import { readWhole } from '../readers/whole.js'
import { parseYaml } from '../readers/yaml/parse.js'
import { mapEntries } from '../values/map-entries.js'
import type { Report } from './layout.js'

/** Each may become a column of the table, so that one file must not bring a million. */
const MOST_VALUES = 10_000

/** Of a damaged file the first problems tell enough. */
const MOST_PROBLEMS = 20

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
  const mayBeMany = text.length > MOST_VALUES || text.includes('*')
  if (value !== undefined && mayBeMany && size(value) > MOST_VALUES) {
    const message = `${file} holds more than ${MOST_VALUES} values; is it the right file?`
    report({ code: 'file-too-large', file, message })
    return { value: undefined }
  }
  for (const problem of problems.slice(0, MOST_PROBLEMS)) {
    report({ ...problem, file, message: `${file}:${problem.line}: ${problem.message}` })
  }
  return { value }
}

/** How many values there are in the maps; a list counts as one. */
function size(value: ParamValue): number {
  return (mapEntries(value) ?? []).reduce((sum, [, item]) => sum + size(item), 1)
}
