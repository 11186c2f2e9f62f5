import type { DeclaredParser } from '../parsers/parser.js'
import type { Keep } from '../parsers/log-metric.js'

/** A line of a log that a proposed pattern matches. */
export interface MatchedLine {
  readonly file: string
  /** Counted from 1. */
  readonly number: number
  readonly text: string
  /** What was captured: `text.slice(start, end)`. */
  readonly start: number
  readonly end: number
}

/** A way to read a metric from runs' logs, tried on all of them. */
export interface Proposal {
  /** What the metric may be called, after the words before the number. */
  readonly name: string
  /** As for `logMetric`: a command, or the name or glob of a file. */
  readonly log: string
  readonly match: RegExp
  readonly keep: Exclude<Keep, 'mean' | 'all'>
  /** A step on the same line or before it, where there is one. */
  readonly step?: RegExp
  /** The parser itself, for `examiner.add`. */
  readonly parser: DeclaredParser<Record<string, number>>
  /** The same as code: `logMetric('acc', { log: 'train', match: /acc=([\d.]+)/ })`. */
  readonly code: string
  /** The same for `--metric`; absent for numbers such as `1,234.5`, which it does not read. */
  readonly argument?: string
  /** All its values with their steps, for `--metric` and `--series`; absent without a step. */
  readonly curve?: string
  /** Two of the lines that it matches in the run where the value was found, in their order. */
  readonly lines: readonly MatchedLine[]
  /** In how many of the runs that were tried it finds something. */
  readonly found: number
  /** How many runs were tried: all, or some spread evenly where the logs are very large. */
  readonly tried: number
  /** The least and the largest finite value; `null` where there is none. */
  readonly min: number | null
  readonly max: number | null
  /** How many of the values found are NaN or infinite. */
  readonly notFinite: number
}
