import { join } from 'node:path'
import type { Params, ParamValue } from '../experiment.js'
import { IssueError, type FileProblem } from '../issue.js'
import { isNoSuchFile } from '../readers/file.js'
import { readWhole } from '../readers/whole.js'
import { parseYaml } from '../readers/yaml/parse.js'
import { mapEntries } from '../values/map-entries.js'

/** The file that makes a directory a run of mlrunner's. */
export const PARAM_FILE = 'param'

/** What a directory's param file says. */
export interface LoadedParams {
  /** No run: the directory has no param file, or an empty one. */
  readonly skipped: boolean
  readonly params: Params
  readonly problems: readonly FileProblem[]
}

/** Each may become a column of the table, so that one file must not bring a million. */
const MOST_VALUES = 10_000

/** Of a damaged file the first problems tell enough. */
const MOST_PROBLEMS = 20

/**
 * Reads the `param` file of a run's directory: YAML 1.1 as PyYAML writes it, a map at the top.
 *
 * Whatever is wrong with the file is in `problems`; the params are then what could be read.
 */
export function loadParams(dir: string): LoadedParams {
  const file = join(dir, PARAM_FILE)
  let text: string
  try {
    text = readWhole(file)
  } catch (error) {
    if (!(error instanceof IssueError)) throw error
    if (isNoSuchFile(error))
      return skip(file, 'param-missing', `${dir} has no param file; it was skipped.`)
    return { skipped: false, params: {}, problems: [error.problem] }
  }
  const { value, problems } = parseYaml(text)
  const found = problems.slice(0, MOST_PROBLEMS).map((problem) => ({
    ...problem,
    file,
    message: `${file}:${problem.line}: ${problem.message}`,
  }))
  if (value === null) {
    return skip(
      file,
      'param-empty',
      `${file} is empty (a crash while it was written?); ${dir} was skipped.`,
    )
  }
  // A short text has many values only by aliases.
  const mayBeMany = text.length > MOST_VALUES || text.includes('*')
  if (value !== undefined && mayBeMany && size(value) > MOST_VALUES) {
    const message = `${file} holds more than ${MOST_VALUES} values; is it the right file?`
    return { skipped: false, params: {}, problems: [{ code: 'file-too-large', file, message }] }
  }
  const params = value === undefined ? {} : asParams(value)
  if (params) return { skipped: false, params, problems: found }
  const message = `${file} is not a map of params; it should hold lines such as "lr: 0.1".`
  return {
    skipped: false,
    params: {},
    problems: [...found, { code: 'param-not-a-map', file, line: 1, message }],
  }
}

function skip(file: string, code: FileProblem['code'], message: string): LoadedParams {
  return { skipped: true, params: {}, problems: [{ code, file, message }] }
}

/** A map as it is; one with other keys than texts by their names. */
function asParams(value: ParamValue): Params | undefined {
  const entries = mapEntries(value)
  if (entries === undefined) return undefined
  return value instanceof Map ? Object.fromEntries(entries) : (value as Params)
}

/** How many values there are in the maps; a list counts as one. */
function size(value: ParamValue): number {
  return (mapEntries(value) ?? []).reduce((sum, [, item]) => sum + size(item), 1)
}
