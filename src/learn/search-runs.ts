import { setImmediate } from 'node:timers/promises'
import { IssueError } from '../issue.js'
import { anchorKey, candidatesIn } from './candidates.js'
import { Evidence } from './evidence.js'
import { fileOf, isText, type LoggedRun } from './logs.js'
import type { Wanted } from './wanted.js'

/** A log as `logMetric` names it, and the file that it is in one run. */
export interface RunLog {
  readonly run: LoggedRun
  readonly log: string
  readonly file: string
}

/** What became of the search for a value. */
export interface Search {
  readonly found: readonly Evidence[]
  /** A line that holds the value, where nothing that matches it gives that value. */
  readonly held: { readonly file: string; readonly line: string } | undefined
}

const ENOUGH_RUNS = 3

/** Looks for the value in the logs of each run, until three runs have it. */
export async function searchRuns(
  runs: readonly LoggedRun[],
  wanted: Wanted,
  logsOf: (run: LoggedRun) => readonly string[],
  signal: AbortSignal,
  tell: (run: LoggedRun) => void,
): Promise<Search> {
  const found = new Map<string, Evidence>()
  let held: Search['held']
  let having = 0
  for (const run of runs) {
    let has = false
    for (const { log, file } of textLogs(run, logsOf(run))) {
      const read = { report: () => undefined, signal }
      const offer = await orNothing(() => candidatesIn(file, wanted, read))
      if (offer?.held !== undefined) held ??= { file, line: offer.held }
      for (const candidate of offer?.candidates ?? []) {
        has = true
        const key = JSON.stringify([log, anchorKey(candidate.watch.anchor)])
        if (!found.has(key)) found.set(key, new Evidence(log, run, candidate))
      }
    }
    tell(run)
    having += has ? 1 : 0
    if (having === ENOUGH_RUNS) break
    await setImmediate()
    signal.throwIfAborted()
  }
  return { found: [...found.values()], held }
}

/** The logs of a run that are there and that are text. */
export function textLogs(run: LoggedRun, logs: readonly string[]): RunLog[] {
  return logs.flatMap((log) => {
    const file = fileOf(log, run)
    return file !== undefined && isText(file) ? [{ run, log, file }] : []
  })
}

/** What reading a file gives; a file that cannot be read has nothing, and exams tell of it. */
export async function orNothing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof IssueError) return undefined
    throw error
  }
}
