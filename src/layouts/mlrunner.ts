import { join } from 'node:path'
import type { Params, ParamValue } from '../experiment.js'
import { mapEntries } from '../values/map-entries.js'
import type { Layout, Report } from './layout.js'
import { readYaml } from './read-yaml.js'

/** The file that makes a directory a run of mlrunner's. */
const PARAM_FILE = 'param'

/**
 * Runs of mlrunner: a folder each, with a `param` file.
 */
export const mlrunner: Layout = {
  name: 'mlrunner',
  looksLike: 'a folder with a file param',
  recognise: ({ files }) => (files.includes(PARAM_FILE) ? 'a file param' : undefined),
  open: ({ path }) => [{ params: (report) => readParams(path, report) }],
  // A crash may have come before the params were written.
  claims: () => true,
}

/** YAML 1.1 as PyYAML writes it, a map at the top; of a damaged file what could be read. */
function readParams(dir: string, report: Report): Params | undefined {
  const file = join(dir, PARAM_FILE)
  const read = readYaml(file, report)
  if (read === undefined) {
    const message = `${dir} has no param file; it was skipped.`
    report({ code: 'param-missing', file, message })
    return undefined
  }
  const { value } = read
  if (value === null) {
    const message = `${file} is empty (a crash while it was written?); ${dir} was skipped.`
    report({ code: 'param-empty', file, message })
    return undefined
  }
  const params = value === undefined ? {} : asParams(value)
  if (params) return params
  const message = `${file} is not a map of params; it should hold lines such as "lr: 0.1".`
  report({ code: 'param-not-a-map', file, line: 1, message })
  return {}
}

/** A map as it is; one with other keys than texts by their names. */
function asParams(value: ParamValue): Params | undefined {
  const entries = mapEntries(value)
  if (entries === undefined) return undefined
  return value instanceof Map ? Object.fromEntries(entries) : (value as Params)
}
