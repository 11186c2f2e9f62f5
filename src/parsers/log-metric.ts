import { basename } from 'node:path'
import { escape } from 'glob'
import { didYouMean } from '../did-you-mean.js'
import type { Series } from '../experiment.js'
import { AssayError } from '../issue.js'
import type { DeclaredParser, ParseContext } from './parser.js'
import { toRegExp } from './pattern.js'
import {
  foundBlocks,
  lastFound,
  valueOf,
  type Captured,
  type CaptureType,
  type MatchOptions,
} from './search.js'
import { readSeries } from './series.js'

/** Which of a log's matches becomes the metric. */
export type Keep = 'last' | 'first' | 'min' | 'max' | 'mean' | 'all'

export const KEEPS: readonly Keep[] = ['last', 'first', 'min', 'max', 'mean', 'all']

/** Options of {@link logMetric}. */
export interface LogMetricOptions<K extends Keep = Keep, T extends CaptureType = CaptureType> {
  /**
   * A command, whose latest `log.<command>.*` is read, or the name or glob of a file in the run's
   * directory (of several, the last by name).
   */
  readonly log: string
  /** The value is the first group, or the whole match. It is looked for line by line. */
  readonly match: RegExp | string
  /** Default `'last'`. `'mean'` of a log with a NaN is NaN; `'min'` and `'max'` pass over NaN. */
  readonly keep?: K
  /** For `keep: 'all'`: the step, on the value's line or one before. Default: 1, 2, 3, ... */
  readonly step?: RegExp | string
  /** Take the captured text as it stands; default `'number'`. */
  readonly as?: T
  /** Take `1,234.5` as a number; default `false`. */
  readonly thousands?: boolean
}

/** The type of the metric that {@link logMetric} gives. */
export type LogMetricValue<K extends Keep, T extends CaptureType> = K extends 'all'
  ? T extends 'string'
    ? readonly string[]
    : Series
  : Captured<T>

/**
 * A parser for the common case: one metric, found by a pattern in a run's latest log.
 *
 * An experiment without such a log, or without a match in it, has no such metric. Text that is
 * captured but is no number is an issue.
 *
 * @throws AssayError for a pattern that is none and for an unknown `keep`.
 * @example
 * const examiner = new Examiner()
 *   .add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
 *   .add(logMetric('curve', { log: 'train', match: /loss=([^,]+)/, step: /Iter (\d+)/, keep: 'all' }))
 */
export function logMetric<
  Name extends string,
  K extends Keep = 'last',
  T extends CaptureType = 'number',
>(name: Name, options: LogMetricOptions<K, T>): DeclaredParser<Record<Name, LogMetricValue<K, T>>> {
  const { log } = options
  if (typeof (log as unknown) !== 'string') {
    throw new AssayError(
      `logMetric '${name}' names no log; for example { log: 'train', match: ... }`,
    )
  }
  const keep: Keep = options.keep ?? 'last'
  if (!KEEPS.includes(keep)) {
    throw new AssayError(`'${keep}' is no way to keep a match.${didYouMean(keep, KEEPS)}`)
  }
  if (options.as === 'string' && (keep === 'min' || keep === 'max' || keep === 'mean')) {
    throw new AssayError(`keep: '${keep}' needs numbers; leave out as: 'string'.`)
  }
  const match = toRegExp(options.match)
  const step = options.step === undefined ? undefined : toRegExp(options.step)
  return {
    name,
    metrics: [name],
    files: logFiles(log),
    version: JSON.stringify([
      log,
      String(match),
      keep,
      String(step),
      options.as,
      options.thousands,
    ]),
    parse: async (context) => {
      const file = latestOf(log, context.files)
      if (file === undefined) return undefined
      const value = await keepers[keep](file, match, matchOptions(options, context), step)
      // The value's type follows from `keep` and `as`, which the table of keepers cannot tell.
      return value === undefined
        ? undefined
        : ({ [name]: value } as Record<Name, LogMetricValue<K, T>>)
    },
  }
}

/** The patterns of the files that a `log` may name: a command's logs, or a file. */
export function logFiles(log: string): readonly string[] {
  return [`log.${escape(log)}.*`, log]
}

/** Of the files found for a `log`, in their order, the one that is read. */
export function latestOf(log: string, files: readonly string[]): string | undefined {
  return files.findLast((file) => basename(file).startsWith(`log.${log}.`)) ?? files.at(-1)
}

function matchOptions(options: LogMetricOptions, context: ParseContext): MatchOptions {
  const { as = 'number', thousands = false } = options
  return { as, thousands, report: context.report, signal: context.signal }
}

type Keeper = (
  file: string,
  match: RegExp,
  options: MatchOptions,
  step: RegExp | undefined,
) => Promise<unknown>

const keepers: Record<Keep, Keeper> = {
  last: async (file, match, options) => {
    const found = await lastFound(file, match, options)
    return found && valueOf(found, options)
  },
  first: async (file, match, options) => {
    for await (const block of foundBlocks(file, match, options)) {
      for (const found of block) return valueOf(found, options)
    }
    return undefined
  },
  min: (file, match, options) => {
    return fold(file, match, options, (least, value) => (value < least ? value : least))
  },
  max: (file, match, options) => {
    return fold(file, match, options, (most, value) => (value > most ? value : most))
  },
  // A running mean: of equal values it is exactly that value.
  mean: (file, match, options) => {
    const step = (mean: number, value: number, n: number): number =>
      Number.isFinite(mean) ? mean + (value - mean) / n : mean + value
    return fold(file, match, options, step, false)
  },
  all: async (file, match, options, step) => {
    if (options.as !== 'string') return readSeries(file, match, step, numeric(options))
    const all: unknown[] = []
    for await (const block of foundBlocks(file, match, options)) {
      for (const found of block) all.push(valueOf(found, options))
    }
    return all.length === 0 ? undefined : all
  },
}

/** Folds the values, from the first on; a NaN gives way to a number unless it is to be kept. */
async function fold(
  file: string,
  match: RegExp,
  options: MatchOptions,
  step: (folded: number, value: number, n: number) => number,
  passNaN = true,
): Promise<number | undefined> {
  let folded: number | undefined
  let n = 0
  for await (const block of foundBlocks(file, match, options)) {
    for (const found of block) {
      const value = valueOf(found, numeric(options))
      n += 1
      const first = folded === undefined || (passNaN && Number.isNaN(folded))
      folded = first ? value : step(folded ?? NaN, value, n)
    }
  }
  return folded
}

function numeric(options: MatchOptions): MatchOptions<'number'> {
  return { ...options, as: 'number' }
}
