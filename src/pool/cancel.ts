import { highestClaim } from '../state/claim.js'
import { isAlive } from '../state/owner.js'
import { runRecords } from '../state/run-record.js'
import { foundRuns } from './found-runs.js'
import { signalGroup } from './process-group.js'

/** What was told to end on this machine. */
export interface Cancelled {
  /** The numbers of the processes of runners. */
  readonly runners: readonly number[]
  /** The directories of tasks that went on without one. */
  readonly orphans: readonly string[]
  /** The other machines on which tasks run. */
  readonly elsewhere: readonly string[]
}

/**
 * Interrupts the runners of an output folder that are on this machine, as Ctrl-C does, and the tasks
 * that go on though their runner was killed.
 *
 * @throws AssayError when the folder cannot be read.
 */
export function cancelHere(output: string): Cancelled {
  const runners = new Set<number>()
  const elsewhere = new Set<string>()
  const orphans: string[] = []
  for (const { files } of foundRuns(output)) {
    const claim = highestClaim(files)
    const here = claim === undefined ? false : isAlive(claim.owner)
    if (claim !== undefined && here === true) runners.add(claim.owner.pid)
    if (claim !== undefined && here === undefined && !claim.dead) elsewhere.add(claim.owner.host)
    if (here === true) continue
    for (const { alive, pid } of runRecords(files)) {
      if (alive !== true) continue
      signalGroup(pid, 'SIGTERM')
      orphans.push(files.dir)
    }
  }
  for (const pid of runners) {
    try {
      process.kill(pid, 'SIGINT')
    } catch {
      // It has just ended.
    }
  }
  return { runners: [...runners], orphans, elsewhere: [...elsewhere] }
}
