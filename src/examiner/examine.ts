import type { Caches, Experiment, Metrics, Params } from '../experiment.js'
import { IssueError, type FileProblem, type Issue } from '../issue.js'
import { loadParams } from '../layouts/mlrunner.js'
import type { Parser } from '../parsers/parser.js'
import { namesIn, type FileFinder } from './files.js'

/** A parser as the exam runs it. */
export interface Runner {
  readonly name: string
  readonly parser: Parser
  /** Finds what a declared parser reads; absent for a plain function. */
  readonly find?: FileFinder
}

/** What looking at one directory came to. */
export interface Examined {
  /** No run; nothing was parsed. */
  readonly skipped: boolean
  readonly issues: readonly Issue[]
  /** The parsers that found no file, or nothing in their files. */
  readonly empty: readonly { readonly parser: string; readonly why: 'no file' | 'no value' }[]
}

/**
 * Reads the params of one experiment and runs the parsers on it, in their order. `experimentOf` is
 * given the params when there are any, and gives the experiment that the parsers change.
 *
 * It throws only when `signal` is aborted; all else that goes wrong is an issue.
 */
export async function examine(
  name: string,
  dir: string,
  experimentOf: (params: Params) => Experiment,
  runners: readonly Runner[],
  caches: Caches,
  signal: AbortSignal,
): Promise<Examined> {
  const issues: Issue[] = []
  const report = (problem: FileProblem, parser?: string): void => {
    issues.push({ ...problem, experiment: name, ...(parser === undefined ? {} : { parser }) })
  }
  const { skipped, params, problems } = loadParams(dir)
  for (const problem of problems) report(problem)
  const empty: { parser: string; why: 'no file' | 'no value' }[] = []
  if (skipped) return { skipped, issues, empty }

  const experiment = experimentOf(params)
  let names: readonly string[] | undefined
  for (const runner of runners) {
    signal.throwIfAborted()
    try {
      const { parser, find } = runner
      if (typeof parser === 'function') {
        await parser(dir, experiment, caches)
      } else {
        names ??= namesIn(dir)
        const files = find?.(dir, names) ?? []
        const reported = (problem: FileProblem): void => report(problem, runner.name)
        const context = { dir, files, experiment, caches, report: reported, signal }
        const count = keepMetrics(experiment.metric, await parser.parse(context))
        if (count === 0) {
          empty.push({ parser: runner.name, why: files.length === 0 ? 'no file' : 'no value' })
        }
      }
    } catch (error) {
      signal.throwIfAborted()
      report(problemOf(error, runner.name), runner.name)
    }
  }
  return { skipped, issues, empty }
}

/** Gives how many metrics there were. */
function keepMetrics(metric: Metrics, result: unknown): number {
  if (result === undefined || result === null) return 0
  if (typeof result !== 'object' || Array.isArray(result)) {
    throw new IssueError({
      code: 'parser-result',
      message: `parse returned ${typeof result}; it should return an object of metrics, such as { acc: 0.93 }.`,
    })
  }
  const found = Object.entries(result).filter(([, value]) => value !== undefined)
  for (const [key, value] of found) metric[key] = value
  return found.length
}

function problemOf(error: unknown, parser: string): FileProblem {
  if (error instanceof IssueError) return error.problem
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { code: 'parser-threw', message: `Parser '${parser}' threw ${what}${whereIn(error)}` }
}

const OURS = new URL('..', import.meta.url).href

/** The place in the parser's own code, from the stack's first line that is not Node's. */
function whereIn(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').slice(1) : []
  const own = frames.find((frame) => /^\s+at /.test(frame) && !/node:/.test(frame))
  return own === undefined || own.includes(OURS) ? '' : ` (${own.trim()})`
}
