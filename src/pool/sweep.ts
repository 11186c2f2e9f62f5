import { sweepSourceOf, type SweepObject } from '../sweep/object-source.js'
import type { Plan } from '../sweep/plan.js'
import { readSweepFile } from '../sweep/source.js'
import type { DryStep } from './dry-run.js'
import { PlannedSweep } from './planned-sweep.js'
import type { PoolSummary } from './run-pool.js'
import type { SweepOptions, SweepRunOptions } from './sweep-options.js'

/** A sweep, ready to run; {@link sweep} makes one. */
export interface Sweep {
  /** Its tasks, as they will be run; nothing is run, or written. */
  plan(): Plan
  /** What `run` would do, one command after the other; nothing is run, or written. */
  dryRun(options?: SweepRunOptions): Iterable<DryStep>
  /**
   * Runs what is left to do, and gives what became of the tasks. Several runners, in several
   * processes and on several machines, may work at one sweep: no task is run twice.
   *
   * @throws AssayError when there is nothing to run on, or the output folder cannot be written.
   */
  run(options?: SweepRunOptions): Promise<PoolSummary>
}

/**
 * A sweep: of a YAML file of templates and choices as mlrunner has them, or of an object with the
 * same sections. It is planned at once; nothing is run, or written, before `run`.
 *
 * @throws AssayError when the file cannot be read, and SweepError, naming the line, when it is wrong.
 * @example
 * const sums = sweep({
 *   template: { add: 'echo $(({x} + {y}))' },
 *   resource: ['0'],
 *   choices: [{ x: [1, 2], y: [10, 20] }],
 * })
 * sums.plan().size // 4
 * sums.plan().task(3).name // 'X_2-Y_20'
 */
export function sweep(source: string | SweepObject, options: SweepOptions = {}): Sweep {
  const read = typeof source === 'string' ? readSweepFile(source) : sweepSourceOf(source)
  const planned = new PlannedSweep(read, options)
  return {
    plan: () => planned.plan,
    dryRun: (given) => planned.dryRun(given),
    run: (given) => planned.run(given),
  }
}
