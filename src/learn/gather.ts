import { setImmediate } from 'node:timers/promises'
import type { Evidence } from './evidence.js'
import type { LoggedRun } from './logs.js'
import { orNothing, textLogs } from './search-runs.js'
import { tallied } from './tally.js'

/** Asks the other runs what they say of candidates; reads each of their logs once. */
export async function gatherEvidence(
  evidence: readonly Evidence[],
  runs: readonly LoggedRun[],
  signal: AbortSignal,
  tell: (run: LoggedRun) => void,
): Promise<void> {
  const logs = [...new Set(evidence.map(({ log }) => log))]
  const options = { report: () => undefined, signal }
  for (const run of runs) {
    for (const { log, file } of textLogs(run, logs)) {
      const asked = evidence.filter((each) => each.log === log && each.run !== run)
      if (asked.length === 0) continue
      const watches = asked.map(({ candidate }) => candidate.watch)
      const tallies = await orNothing(() => tallied(file, watches, options))
      for (const each of asked) {
        const tally = tallies?.get(each.candidate.watch)
        if (tally) each.add(tally)
      }
    }
    tell(run)
    await setImmediate()
    signal.throwIfAborted()
  }
}
