import { randomBytes } from 'node:crypto'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AssayError } from '../issue.js'
import type { PlannedSweep } from '../pool/planned-sweep.js'
import type { SweepRunOptions } from '../pool/sweep-options.js'
import { shellQuote } from '../sweep/shell-quote.js'
import { writeAtomically } from '../writers/atomic-file.js'
import { ask } from './ask.js'
import { jobsOf } from './jobs.js'
import { sbatchArguments, slurmOptions, type SlurmOptions } from './options.js'
import {
  commentOf,
  removeSubmission,
  submissionsOf,
  writeSubmission,
  yamlOf,
  type Submission,
} from './submission.js'

/** What was submitted. */
export interface Submitted {
  /** The job array; none when there was nothing to submit. */
  readonly job?: string
  /** How many tasks it is for, in how many elements. */
  readonly tasks: number
  readonly elements: number
  /** How many tasks earlier jobs still have. */
  readonly queued: number
  /** How many tasks are done, or are run by others. */
  readonly skipped: number
}

const PROGRAM = fileURLToPath(new URL('../cli/bin.js', import.meta.url))

/**
 * Submits what is left to do of a sweep as one job array, each of whose elements claims and runs its
 * tasks as any runner does.
 *
 * @throws AssayError with what sbatch says is wrong.
 */
export function submit(
  sweep: PlannedSweep,
  options: Pick<SweepRunOptions, 'force' | 'retries'> & { readonly timeout?: number },
  given: SlurmOptions,
): Submitted {
  const { output } = sweep
  const slurm = withDefaults(output, slurmOptions(sweep.plan.slurm, given))
  const pending = sweep.pending(options)
  const queued = queuedTasks(output)
  const tasks = pending.filter((name) => !queued.has(name))
  const skipped = sweep.plan.size - pending.length
  const counts = { tasks: tasks.length, queued: pending.length - tasks.length, skipped }
  if (tasks.length === 0) return { ...counts, elements: 0 }
  const size = Math.min(tasks.length, largestArray())
  const id = randomBytes(4).toString('hex')
  const args = argumentsFor(id, slurm, size)
  const submission: Submission = {
    id,
    asked: sweep.asked(),
    submitted: new Date().toISOString(),
    force: options.force ?? false,
    retries: options.retries ?? 0,
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    size,
    tasks,
  }
  sweep.keep()
  writeAtomically(yamlOf(output, id), sweep.text)
  // It is there before a job that reads it can begin.
  writeSubmission(output, submission)
  try {
    const job = submitted(args, script(output, id))
    writeSubmission(output, { ...submission, job })
    return { job, ...counts, elements: size }
  } catch (error) {
    removeSubmission(output, id)
    throw error
  }
}

/** A controller that is busy keeps sbatch waiting, which tries again by itself. */
const SUBMITTING = 120_000

/** Submits a script; gives the job's number. */
function submitted(args: readonly string[], input: string): string {
  const said = ask('sbatch', args, { input, patience: SUBMITTING }).trim()
  const [, job] = /^(\d+)(?:;.*)?$/m.exec(said) ?? []
  if (job === undefined) throw new AssayError(`sbatch gave no job's number: ${said}`)
  return job
}

/** The options with what Assay has where nothing is said. */
function withDefaults(output: string, slurm: SlurmOptions): SlurmOptions {
  const name = `assay ${basename(resolve(output))}`
  const log = slurm.get('output') ?? logsIn(output)
  return new Map([['job-name', name], ...slurm, ['output', log]])
}

function argumentsFor(id: string, slurm: SlurmOptions, size: number): string[] {
  // A job that is requeued goes on in its log.
  const own = ['--parsable', '--open-mode=append', `--comment=${commentOf(id)}`]
  return [...own, ...sbatchArguments(slurm, size)]
}

/** @throws AssayError for names with a backslash, after which Slurm fills in no numbers. */
function logsIn(output: string): string {
  if (!output.includes('\\')) return join(output.replaceAll('%', '%%'), 'assay.slurm.%A_%a.log')
  const fix = "take another name, or say where with --sbatch output='logs/%A_%a.log'."
  throw new AssayError(`Slurm cannot keep its logs in '${output}', which has a backslash; ${fix}`)
}

const script = (output: string, id: string): string =>
  `#!/bin/bash\nexec ${[process.execPath, PROGRAM, 'slurm-element', '--', output, id].map(shellQuote).join(' ')}\n`

/** The tasks that jobs of earlier submissions wait with, or run. */
function queuedTasks(output: string): ReadonlySet<string> {
  const submissions = submissionsOf(output)
  return new Set(
    jobsOf(submissions)
      .filter(({ isOver }) => !isOver)
      .flatMap(({ tasks }) => tasks),
  )
}

const USUAL_LARGEST = 1001

/** How many elements an array may have, numbered from 0. */
function largestArray(): number {
  const [, most] = /^MaxArraySize\s*=\s*(\d+)/m.exec(ask('scontrol', ['show', 'config'])) ?? []
  // Where there are no arrays (0), sbatch says so.
  return Math.max(1, Number(most ?? USUAL_LARGEST))
}
