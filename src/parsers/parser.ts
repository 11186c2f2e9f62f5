import type { Caches, Experiment, Metrics } from '../experiment.js'
import type { FileProblem } from '../issue.js'

/**
 * A parser as a plain function, as mlrunner's users know it: it reads and writes
 * `experiment.metric`, `experiment.cache` and the `caches` that all experiments share.
 *
 * A function's name is the parser's name. Say which metrics it writes in the type of its second
 * parameter, and the table knows them.
 *
 * @example
 * async function getAcc(dir: string, experiment: Experiment<{ acc?: number }>) {
 *   const match = await lastMatch(latestLog('train', dir), /test_acc=([\d.]+)/)
 *   if (match) experiment.metric.acc = match.value
 * }
 */
export type ParserFunction<M extends object = Metrics> = (
  dir: string,
  experiment: Experiment<M>,
  caches: Caches,
) => void | Promise<void>

/** What a declared parser's `parse` is given. */
export interface ParseContext {
  /** The run's directory. */
  readonly dir: string
  /** The paths of the files that the parser declared and that are there, sorted by name. */
  readonly files: readonly string[]
  readonly experiment: Experiment
  readonly caches: Caches
  /** Says what was wrong with a file without giving up; it becomes an issue of the experiment. */
  readonly report: (problem: FileProblem) => void
  /** Aborted when the exam is; pass it on to what reads for long. */
  readonly signal: AbortSignal
}

/**
 * A parser as plain data. What it reads is declared, so that its results can be kept while its
 * files stay the same, and so that "found no file" is told from "found nothing in it".
 *
 * @example
 * const size: DeclaredParser<{ bytes: number }> = {
 *   name: 'size',
 *   files: '*.pt',
 *   parse: ({ files }) => ({ bytes: files.reduce((sum, f) => sum + statSync(f).size, 0) }),
 * }
 */
export interface DeclaredParser<M extends object = Metrics> {
  /** Unique among an Examiner's parsers. */
  readonly name: string
  /** Names or glob patterns of the files that it reads, relative to the run's directory. */
  readonly files?: string | readonly string[]
  /** The names of the series that it asks the experiment for. */
  readonly series?: readonly string[]
  /** The names of its metrics; a table may be sorted by them even where no run has any. */
  readonly metrics?: readonly (keyof M & string)[]
  /** Change it when `parse` gives other results for the same files. */
  readonly version?: string | number
  /** The metrics, or nothing where there are none. It may throw: that is an issue, not an end. */
  readonly parse: (
    context: ParseContext,
  ) => Partial<M> | undefined | Promise<Partial<M> | undefined>
}

/** Either form of a parser. */
export type Parser<M extends object = Metrics> = ParserFunction<M> | DeclaredParser<M>
