import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Claim } from '../state/claim.js'
import { thisMachine } from '../state/owner.js'
import { endingOf } from '../state/command-status.js'
import type { StateFiles } from '../state/files.js'
import { isWritten } from '../state/open-files.js'
import { discardBegun, runRecords, type RunRecord } from '../state/run-record.js'
import { enterStat } from '../state/stat-file.js'
import { enterEnding } from '../state/task-state.js'
import { killOrphans } from './process-group.js'
import { limited, type Limits } from './run-command.js'

const FIRST_LOOK = 50
const LAST_LOOK = 1000

/** The run that a runner left behind when it was killed, and that still goes on. */
export function orphanOf(files: StateFiles): RunRecord | undefined {
  return runRecords(files).find(({ alive }) => alive === true)
}

/**
 * Enters the runs that an earlier holder of the claim left behind: waits for one that still goes on, as
 * if it had been started here.
 */
export async function adopt(files: StateFiles, claim: Claim, limits: Limits): Promise<void> {
  for (const record of runRecords(files)) {
    const early = record.alive === true ? await waitFor(record, files, limits) : undefined
    // Whoever took it over enters it.
    if (!claim.isHeld()) return
    const { path, run, pid, start } = record
    const last = runRecords(files).find((later) => later.path === path)
    const ending =
      last?.code === undefined ? { state: 'killed' as const, ...lost(record) } : endingOf(last.code)
    // Its number may be another's by now, unless something writes its log still.
    const isLeft = run.machine === thisMachine() && isWritten(join(files.dir, run.log))
    if (last?.code === undefined && isLeft) killOrphans(pid)
    const ended = last?.ended ?? new Date().toISOString()
    const entered = { ...run, pid, start, ...ending, ...early, ended }
    enterEnding(files, entered)
    enterStat(files, run.command, entered.state === 'finished' ? 'finished' : 'failed')
    rmSync(path, { force: true })
  }
  discardBegun(files)
}

const lost = ({ alive, run }: RunRecord) =>
  alive === undefined ? { reason: `${run.host} was not heard of any more` } : {}

async function waitFor(record: RunRecord, files: StateFiles, limits: Limits) {
  const cut = limited(record.pid, Date.parse(record.run.started), limits)
  const goesOn = () => runRecords(files).some(({ path, alive }) => path === record.path && alive)
  for (let pause = FIRST_LOOK; goesOn(); pause = Math.min(pause * 1.5, LAST_LOOK)) {
    await setTimeout(pause)
  }
  return cut()
}
