import { join } from 'node:path'
import type { Params, ParamValue } from '../experiment.js'
import type { FileProblem } from '../issue.js'
import { mapEntries } from '../values/map-entries.js'
import type { Layout } from './layout.js'
import { readYaml } from './read-yaml.js'

/** The file that makes a directory a run of mlrunner's. */
export const PARAM_FILE = 'param'

/** What a directory's param file says. */
export interface LoadedParams {
  /** No run: the directory has no param file, or an empty one. */
  readonly skipped: boolean
  readonly params: Params
  readonly problems: readonly FileProblem[]
}

/**
 * Runs of mlrunner: a folder each, with a `param` file.
 */
export const mlrunner: Layout = {
  name: 'mlrunner',
  looksLike: 'a folder with a file param',
  recognise: ({ files }) => (files.includes(PARAM_FILE) ? 'a file param' : undefined),
  open: ({ path }) => [
    {
      params: (report) => {
        const { skipped, params, problems } = loadParams(path)
        for (const problem of problems) report(problem)
        return skipped ? undefined : params
      },
    },
  ],
  // A crash may have come before the params were written.
  claims: () => true,
}

/**
 * Reads the `param` file of a run's directory: YAML 1.1 as PyYAML writes it, a map at the top.
 *
 * Whatever is wrong with the file is in `problems`; the params are then what could be read.
 */
export function loadParams(dir: string): LoadedParams {
  const file = join(dir, PARAM_FILE)
  const problems: FileProblem[] = []
  const read = readYaml(file, (problem) => problems.push(problem))
  if (read === undefined) {
    return skip(file, 'param-missing', `${dir} has no param file; it was skipped.`)
  }
  const { value } = read
  if (value === null) {
    return skip(
      file,
      'param-empty',
      `${file} is empty (a crash while it was written?); ${dir} was skipped.`,
    )
  }
  const params = value === undefined ? {} : asParams(value)
  if (params) return { skipped: false, params, problems }
  const message = `${file} is not a map of params; it should hold lines such as "lr: 0.1".`
  return {
    skipped: false,
    params: {},
    problems: [...problems, { code: 'param-not-a-map', file, line: 1, message }],
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
