import { displayed } from '../displayed.js'
import { RunWatch } from '../state/run-status.js'
import { gapsYaml } from '../sweep/gaps-yaml.js'
import { sweepSourceOf, type SweepObject } from '../sweep/object-source.js'
import { planSweep, type Task } from '../sweep/plan.js'
import { readSweepFile } from '../sweep/source.js'
import { stamp } from './clock.js'
import { existsSync } from 'node:fs'
import { foundRuns } from './found-runs.js'
import { changedParams } from './param-file.js'
import { filesOf } from './run-task.js'
import type { SweepOptions } from './sweep-options.js'
import { taskStatus, type TaskStatus } from './task-status.js'

/** What a grid asks for, against the runs that are there. */
export interface SweepGaps {
  /** Tasks that were never begun, or not to their end, or only with other params. */
  readonly missing: readonly TaskStatus[]
  /** Tasks that failed, were killed or interrupted, or timed out. */
  readonly failed: readonly TaskStatus[]
  /** Runs on disk that are in no grid. */
  readonly orphaned: readonly TaskStatus[]
  /** A YAML file of the missing and the failed tasks alone: the same names, params and commands. */
  readonly yaml: string
}

/**
 * The grid that a sweep asks for, against the runs that are in its output folder. What is running is
 * no gap.
 *
 * @throws AssayError when the file cannot be read, and SweepError, naming the line, when it is wrong.
 * @example
 * const { missing } = sweepGaps(
 *   { template: { train: 'python train.py [lr]' }, choices: [{ lr: [0.1, 0.2] }] },
 *   { output: 'nothing-yet' },
 * )
 * missing.map(({ name }) => name) // ['Lr_0.1', 'Lr_0.2']
 */
export function sweepGaps(
  source: string | SweepObject,
  options: Omit<SweepOptions, 'debug'> = {},
): SweepGaps {
  const read = typeof source === 'string' ? readSweepFile(source) : sweepSourceOf(source)
  const { output = 'output', subdir = true } = options
  const time = stamp(new Date())
  const { title, sample, seed, ...all } = options
  const planning = { ...all, output, time, requireResource: false }
  const plan = planSweep(read, { ...planning, title, sample, seed })
  const watch = new RunWatch()
  const missing: TaskStatus[] = []
  const failed: TaskStatus[] = []
  const gaps: Task[] = []
  for (let index = 0; index < plan.size; index++) {
    const task = plan.task(index)
    const status = statusOf(task, subdir, watch)
    if (['finished', 'running', 'stalled'].includes(status.state)) continue
    const list = status.state === 'waiting' ? missing : failed
    list.push(status)
    gaps.push(task)
  }
  // What a title or a sample leaves out is in the grid all the same.
  const isPart = title !== undefined || sample !== undefined
  const whole = isPart ? planSweep(read, planning) : plan
  const asked = new Set(Array.from(whole, ({ name }) => name))
  const found = existsSync(output) ? foundRuns(output) : []
  const orphaned = found
    .filter(({ name }) => !asked.has(name))
    .map(({ name, files, commands }) => taskStatus(name, files.dir, watch.status(files, commands)))
  return displayed({ missing, failed, orphaned, yaml: gapsYaml(read, gaps) })
}

function statusOf(task: Task, subdir: boolean, watch: RunWatch): TaskStatus {
  const files = filesOf(task, subdir)
  const commands = task.commands.map(({ name }) => name)
  const status = taskStatus(task.name, task.dir, watch.status(files, commands))
  const changed = subdir && status.state === 'finished' ? changedParams(files, task.spec) : []
  if (changed.length === 0) return status
  const names = changed.map((name) => `'${name}'`).join(', ')
  return { ...status, state: 'waiting', reason: `it was run with another value of ${names}` }
}
