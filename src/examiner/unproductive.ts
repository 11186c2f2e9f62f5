import type { Issue } from '../issue.js'
import type { Examined, Runner } from './examine.js'

/**
 * An issue for each declared parser that gave no metric in any experiment: a run without a log is
 * common, a log that no run has is likely a slip in the name or the pattern.
 */
export function unproductive(runners: readonly Runner[], examined: readonly Examined[]): Issue[] {
  if (examined.length === 0) return []
  return runners.flatMap(({ name, parser }) => {
    if (typeof parser === 'function') return []
    const outcomes = examined.map(
      (result) => result.empty.find(({ parser: empty }) => empty === name)?.why,
    )
    if (outcomes.includes(undefined)) return []
    const files = typeof parser.files === 'string' ? parser.files : parser.files.join(' or ')
    const message = outcomes.includes('no value')
      ? `Parser '${name}' found no value in any experiment; does its pattern match the text of ${files}?`
      : `Parser '${name}' found no file ${files} in any of ${examined.length} experiments; is that the name?`
    return [{ code: 'parser-found-nothing', parser: name, message }]
  })
}
