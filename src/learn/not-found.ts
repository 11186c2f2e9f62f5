import { AssayError } from '../issue.js'
import type { LoggedRun } from './logs.js'
import { nearIn } from './near.js'
import { recordedAs } from './recorded.js'
import { orNothing, textLogs, type Search } from './search-runs.js'
import type { Wanted } from './wanted.js'

const MOST_RUNS = 50

/** Why there is no proposal, and what is near it. */
export async function notFound(
  wanted: Wanted,
  runs: readonly LoggedRun[],
  { held }: Search,
  logsOf: (run: LoggedRun) => readonly string[],
  signal: AbortSignal,
): Promise<AssayError> {
  const { text, value } = wanted
  const some = runs.slice(0, MOST_RUNS)
  const none = `No log of ${count(runs)} has ${text}`
  for (const { experiment } of some) {
    const recorded = recordedAs(experiment, value)
    if (recorded !== undefined) {
      return new AssayError(
        held ? `${text} is in ${held.file}, and ${recorded}.` : `${none}, but ${recorded}.`,
      )
    }
  }
  if (held) {
    const line = JSON.stringify(held.line.trim().slice(0, 120))
    return new AssayError(
      `${text} is in ${held.file}, but no pattern gives it as the last, the first, the largest or ` +
        `the smallest of its matches: ${line}. Give the value that stands for the whole run.`,
    )
  }
  const logs = new Set<string>()
  for (const run of some) {
    for (const { log, file } of textLogs(run, logsOf(run))) {
      logs.add(log)
      signal.throwIfAborted()
      const near = await orNothing(() => nearIn(file, wanted, { report: () => undefined, signal }))
      if (near !== undefined) {
        return new AssayError(`${none}, but ${near}; give the value as it stands there.`)
      }
    }
  }
  const searched = [...logs].slice(0, 10).join(', ')
  return new AssayError(
    logs.size === 0
      ? `There is no log in ${count(runs)}: no text file but params and tables.`
      : `${none}, nor what rounds to it; looked at: ${searched}.`,
  )
}

function count(runs: readonly LoggedRun[]): string {
  return runs.length === 1 ? 'the run' : `the ${runs.length} runs`
}
