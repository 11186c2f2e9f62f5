import { inspect } from 'node:util'
import type { Caches, Experiment, Metrics, Params } from '../experiment.js'
import { IssueError, type FileProblem, type Issue } from '../issue.js'
import type { Report } from '../layouts/layout.js'
import type { DeclaredParser, Parser, ParserFunction } from '../parsers/parser.js'
import type { FileFinder } from '../parsers/find-files.js'
import { guarded } from './guarded.js'
import type { OpenPlace } from './open-place.js'
import type { RunFilter } from './run-filter.js'

/** A parser as the exam runs it. */
export interface Runner {
  readonly name: string
  readonly parser: Parser
  /** Finds what a declared parser reads; absent for a plain function. */
  readonly find?: FileFinder
}

/** One run that an exam looks at. */
export interface Task {
  readonly name: string
  readonly place: OpenPlace
  readonly id: string | undefined
}

/** Why a declared parser gave nothing. */
export type Empty = 'no file' | 'no series' | 'no value'

/** What looking at one run came to. */
export interface Examined {
  /** `'skipped'`: no run, so that nothing was parsed; `'filtered'`: left out by a filter. */
  readonly outcome: 'examined' | 'skipped' | 'filtered'
  readonly issues: readonly Issue[]
  /** The parsers that gave nothing, with the names of the series that there were to choose from. */
  readonly empty: readonly {
    readonly parser: string
    readonly why: Empty
    readonly seriesNames: readonly string[]
  }[]
}

/**
 * Reads the params of one experiment and runs the parsers on it, in their order. `experimentOf` is
 * given the params when there are any, and gives the experiment that the parsers change. A run that
 * the filters leave out for its params is not parsed.
 *
 * It throws only when `signal` is aborted; all else that goes wrong is an issue.
 */
export async function examine(
  { name, place, id }: Task,
  experimentOf: (params: Params, report: Report) => Experiment,
  runners: readonly Runner[],
  filters: readonly RunFilter[],
  caches: Caches,
  signal: AbortSignal,
): Promise<Examined> {
  const issues: Issue[] = []
  const report = (problem: FileProblem, parser?: string): void => {
    issues.push({ ...problem, experiment: name, ...(parser === undefined ? {} : { parser }) })
  }
  const ofRun: Report = (problem) => report(problem)
  const params = guarded(place.found, ofRun, undefined, () => {
    return checked(place.run(id, ofRun)?.params(ofRun), place)
  })
  const empty: Examined['empty'][number][] = []
  if (params === undefined) return { outcome: 'skipped', issues, empty }

  const experiment = experimentOf(params, ofRun)
  const verdicts = filters.map((filter) => filter.ask(experiment))
  if (verdicts.some(({ byParams }) => byParams === false)) {
    return { outcome: 'filtered', issues, empty }
  }
  const { dir } = experiment
  for (const runner of runners) {
    signal.throwIfAborted()
    try {
      const { parser, find } = runner
      if (typeof parser === 'function') {
        // JavaScript may return anything.
        const call: (...given: Parameters<ParserFunction>) => unknown = parser
        const result = await call(dir, experiment, caches)
        if (result !== undefined) throw notMetrics(result, 'A function writes experiment.metric.')
      } else {
        const files = find?.(dir, place.files) ?? []
        const reported = (problem: FileProblem): void => report(problem, runner.name)
        // What an earlier exam found does not stand for what cannot be found now.
        for (const metric of parser.metrics ?? []) Reflect.deleteProperty(experiment.metric, metric)
        const context = { dir, files, experiment, caches, report: reported, signal }
        const count = keepMetrics(experiment.metric, await parser.parse(context))
        if (count === 0) empty.push({ parser: runner.name, ...whyEmpty(parser, files, experiment) })
      }
    } catch (error) {
      signal.throwIfAborted()
      report(problemOf(error, runner.name), runner.name)
    }
  }
  const passes = verdicts.every((verdict) => verdict.byMetrics())
  return { outcome: passes ? 'examined' : 'filtered', issues, empty }
}

/** Layouts in JavaScript may give anything. */
function checked(params: Params | undefined, { found }: OpenPlace): Params | undefined {
  if (params === undefined || isRecord(params)) return params
  const message = `Layout '${found.layout.name}' gave ${whatIs(params)} for the params of ${found.place.path}; a plain object is needed.`
  throw new IssueError({ code: 'layout-mismatch', file: found.place.path, message })
}

function whyEmpty(
  { series = [] }: DeclaredParser,
  files: readonly string[],
  experiment: Experiment,
): Omit<Examined['empty'][number], 'parser'> {
  if (series.length === 0) {
    return { why: files.length === 0 ? 'no file' : 'no value', seriesNames: [] }
  }
  const { seriesNames } = experiment
  const found = series.every((name) => seriesNames.includes(name))
  return { why: found ? 'no value' : 'no series', seriesNames }
}

/** Gives how many metrics there were. */
function keepMetrics(metric: Metrics, result: unknown): number {
  if (result === undefined || result === null) return 0
  if (!isRecord(result)) throw notMetrics(result, 'parse returns an object such as { acc: 0.93 }.')
  const found = Object.entries(result).filter(([, value]) => value !== undefined)
  for (const [key, value] of found) {
    // Not by assignment, which would take __proto__ for the prototype.
    Object.defineProperty(metric, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return found.length
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  return !Array.isArray(value) && !(value instanceof Map) && !(value instanceof Promise)
}

function notMetrics(result: unknown, hint: string): IssueError {
  const message = `The parser returned ${whatIs(result)}. ${hint}`
  return new IssueError({ code: 'parser-result', message })
}

function whatIs(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (value instanceof Map) return 'a Map'
  return value instanceof Promise ? 'a promise' : `a ${typeof value}`
}

function problemOf(error: unknown, parser: string): FileProblem {
  if (error instanceof IssueError) return error.problem
  const what = error instanceof Error ? `${error.name}: ${error.message}` : inspect(error)
  return { code: 'parser-threw', message: `Parser '${parser}' threw ${what}${whereIn(error)}` }
}

const OURS = new URL('..', import.meta.url).href

/** The place in the parser's own code, from the stack's first line that is not Node's. */
function whereIn(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').slice(1) : []
  const own = frames.find((frame) => /^\s+at /.test(frame) && !/node:/.test(frame))
  return own === undefined || own.includes(OURS) ? '' : ` (${own.trim()})`
}
