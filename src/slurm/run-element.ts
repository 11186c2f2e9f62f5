import { AssayError } from '../issue.js'
import type { RunEvent } from '../pool/events.js'
import { Interruption } from '../pool/interruption.js'
import type { PoolSummary } from '../pool/run-pool.js'
import { Slots } from '../pool/slots.js'
import { PlannedSweep } from '../pool/planned-sweep.js'
import { readSweepFile } from '../sweep/source.js'
import { ask } from './ask.js'
import { readSubmission, shareOf, writeSubmission, yamlOf } from './submission.js'

/** An element of a job array, from within. */
export interface Element {
  readonly sweep: PlannedSweep
  /** Runs its tasks, one after the other. */
  readonly run: (signal: AbortSignal, onEvent: (event: RunEvent) => void) => Promise<PoolSummary>
}

/**
 * The element of the job array that this process is.
 *
 * @throws AssayError outside of a job, and when there is no such submission.
 */
export function thisElement(output: string, id: string): Element {
  const { SLURM_ARRAY_JOB_ID: array, SLURM_ARRAY_TASK_ID: number } = process.env
  if (array === undefined || number === undefined) {
    throw new AssayError('This runs within a job of Slurm; submit one with assay run --slurm.')
  }
  const submission = readSubmission(output, id)
  if (submission === undefined) {
    throw new AssayError(`There is no submission ${id} in '${output}' any more; submit it again.`)
  }
  // Whoever submitted it may have been killed before it knew the job's number.
  if (submission.job === undefined) writeSubmission(output, { ...submission, job: array })
  const { force, retries, timeout, submitted, asked } = submission
  const sweep = new PlannedSweep(readSweepFile(yamlOf(output, id)), { ...asked, output })
  const slurm = `${array}_${number}`
  const share = shareOf(submission, Number(number))
  const places = sweep.placesOf(share)
  if (places.length < share.length) {
    throw new AssayError(
      'Tasks have other names than when they were submitted, for they are named by files that were ' +
        'there or not; submit them again.',
    )
  }
  return {
    sweep,
    run: (signal, onEvent) =>
      sweep.work(places, new Slots([undefined]), {
        force,
        retries,
        ...(timeout === undefined ? {} : { timeout }),
        signal: explained(signal, slurm),
        onEvent,
        slurm,
        began: new Date(submitted),
        wait: false,
      }),
  }
}

/** A signal that says why Slurm ends the job: to its processes it is TERM, whatever the reason. */
function explained(signal: AbortSignal, job: string): AbortSignal {
  const end = new AbortController()
  const explain = (): void => end.abort(reasonFor(job))
  if (signal.aborted) explain()
  else signal.addEventListener('abort', explain, { once: true })
  return end.signal
}

/** Slurm kills the job soon after: there is no time to wait for a controller that is busy. */
const PATIENCE = 3000

function reasonFor(job: string): Interruption {
  let said = ''
  try {
    said = ask('scontrol', ['show', 'job', '-o', job], { patience: PATIENCE })
  } catch {
    // The job is ended all the same.
  }
  if (/\bReason=TimeLimit\b/.test(said)) {
    return new Interruption(`Slurm's time limit of job ${job}`, 'timed out')
  }
  const restarts = Number(/\bRestarts=(\d+)/.exec(said)?.[1] ?? 0)
  const isRequeued = restarts > Number(process.env['SLURM_RESTART_COUNT'] ?? 0)
  if (isRequeued)
    return new Interruption(`Slurm requeued job ${job} (preempted, or its node went down)`)
  return new Interruption(`Slurm ended job ${job} (cancelled, or preempted)`)
}
