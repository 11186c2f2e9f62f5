import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AssayError } from '../issue.js'
import type { RunState } from '../state/command-status.js'
import { stateFiles, type StateFiles } from '../state/files.js'
import { RunWatch } from '../state/run-status.js'
import { readSweepRecords, type SweepRecord } from '../state/sweep-record.js'
import { planSweep, type Plan } from '../sweep/plan.js'
import { readSweepFile } from '../sweep/source.js'
import { sortNaturally } from '../values/natural-order.js'
import { stamp } from './clock.js'
import { foundRuns } from './found-runs.js'
import { taskStatus, type TaskStatus } from './task-status.js'

/** What is true of the tasks of an output folder. */
export interface SweepStatus {
  /** In the natural order of their names. */
  readonly tasks: readonly TaskStatus[]
  /** How many there are of each state. */
  readonly counts: Readonly<Record<RunState, number>>
  /** Why Slurm could not be asked, if it could not. */
  readonly trouble?: string
}

/**
 * What is known of the tasks of an output folder on this machine: by what their processes, their own
 * records and mlrunner's `stat` say together.
 *
 * @throws AssayError when the folder cannot be read.
 */
export function statusOnDisk(output: string): SweepStatus {
  const known = new Map<string, { files: StateFiles; commands: readonly string[] }>()
  for (const { name, files, commands } of foundRuns(output)) known.set(name, { files, commands })
  for (const { plan, subdir } of plansOf(output)) {
    for (let index = 0; index < plan.size; index++) {
      const { name, commands } = plan.task(index)
      const files =
        known.get(name)?.files ??
        (subdir ? stateFiles(join(output, name)) : stateFiles(output, name))
      known.set(name, { files, commands: commands.map((command) => command.name) })
    }
  }
  const watch = new RunWatch()
  const tasks = Array.from(known, ([name, { files, commands }]) => {
    return taskStatus(name, files.dir, watch.status(files, commands))
  })
  const sorted = sortNaturally(tasks, ({ name }) => name)
  return { tasks: sorted, counts: countsOf(sorted) }
}

export function countsOf(tasks: readonly TaskStatus[]): Record<RunState, number> {
  const counts: Record<RunState, number> = {
    finished: 0,
    running: 0,
    stalled: 0,
    waiting: 0,
    failed: 0,
    killed: 0,
    'timed out': 0,
    interrupted: 0,
  }
  for (const { state } of tasks) counts[state] += 1
  return counts
}

/** The sweeps that were asked for; one whose file was changed for the worse since then is left out. */
function plansOf(output: string): { plan: Plan; subdir: boolean }[] {
  return readSweepRecords(output).flatMap((record) => {
    try {
      return [{ plan: planOf(output, record), subdir: record.asked.subdir }]
    } catch (error) {
      if (error instanceof AssayError) return []
      throw error
    }
  })
}

function planOf(output: string, { yaml, cwd, asked }: SweepRecord): Plan {
  return planSweep(readSweepFile(join(output, yaml)), {
    ...asked,
    output,
    time: stamp(new Date()),
    requireResource: false,
    // Names depend on what was there where the sweep was run.
    exists: (path) => existsSync(resolve(cwd, path)),
  })
}
