import { didYouMean } from '../did-you-mean.js'
import type { Issue } from '../issue.js'
import type { DeclaredParser } from '../parsers/parser.js'
import type { Examined, Runner } from './examine.js'

/**
 * An issue for each declared parser that gave no metric in any experiment: a run without a log is
 * common, a log that no run has is likely a slip in the name or the pattern.
 */
export function unproductive(runners: readonly Runner[], examined: readonly Examined[]): Issue[] {
  if (examined.length === 0) return []
  return runners.flatMap(({ name, parser }) => {
    if (typeof parser === 'function') return []
    const outcomes = examined.map((result) => result.empty.find((empty) => empty.parser === name))
    if (outcomes.includes(undefined)) return []
    const why = outcomes.map((outcome) => outcome?.why)
    const message = why.includes('no value')
      ? `Parser '${name}' found no value in any experiment; ${likely(parser)}`
      : `Parser '${name}' found ${missing(parser, outcomes, examined.length)}`
    return [{ code: 'parser-found-nothing', parser: name, message }]
  })
}

function likely({ files = [], series = [] }: DeclaredParser): string {
  if (series.length > 0) return `are there numbers in ${series.join(' and ')}?`
  return `does its pattern match the text of ${listed(files)}?`
}

function missing(
  { files = [], series = [] }: DeclaredParser,
  outcomes: readonly (Examined['empty'][number] | undefined)[],
  count: number,
): string {
  if (series.length === 0) {
    return `no file ${listed(files)} in any of ${count} experiments; is that the name?`
  }
  const known = new Set(outcomes.flatMap((outcome) => outcome?.seriesNames ?? []))
  const [first, ...others] = series.filter((name) => !known.has(name))
  if (first === undefined) {
    return `series '${series.join("' and '")}' together in none of ${count} experiments.`
  }
  const names = [first, ...others].join("' or '")
  const hint = known.size === 0 ? ' They have no series at all.' : didYouMean(first, known)
  return `no series '${names}' in any of ${count} experiments.${hint}`
}

function listed(files: string | readonly string[]): string {
  return typeof files === 'string' ? files : files.join(' or ')
}
