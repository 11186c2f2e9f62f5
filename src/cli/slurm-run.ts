import { AssayError } from '../issue.js'
import { seconds } from '../pool/duration.js'
import type { PlannedSweep } from '../pool/planned-sweep.js'
import { ARRAY_LIMIT, type SlurmOptions } from '../slurm/options.js'
import { thisElement } from '../slurm/run-element.js'
import { submit } from '../slurm/submit.js'
import { counted } from '../values/counted.js'
import { paintFor } from './paint.js'
import { PlainView } from './plain-view.js'
import { EXIT, interruption, type Terminal } from './run.js'
import { RunLines } from './run-lines.js'

/** What `assay run` was asked for that concerns Slurm. */
export interface SlurmArguments {
  readonly slurm?: boolean
  readonly partition?: string
  readonly time?: string
  readonly gres?: string
  readonly account?: string
  readonly arrayLimit?: number
  readonly sbatch: readonly string[]
}

const NAMED = ['partition', 'time', 'gres', 'account'] as const

/** What is for runners of this machine, with what Slurm has in its place. */
const HERE = {
  jobs: 'Slurm says how many run at once; limit them with --array-limit.',
  resource: 'Slurm gives the GPUs; ask for them with --gres gpu:1.',
  failFast: 'the jobs do not wait for each other; end them all with assay cancel.',
  debug: 'it shows a task on this terminal; leave --slurm out.',
} as const

/**
 * The options for sbatch, by their long names.
 *
 * @throws AssayError when they are given without `--slurm`, or with what goes with runs on this machine only.
 */
export function slurmGiven(
  args: SlurmArguments & { readonly [name in keyof typeof HERE]?: unknown },
): SlurmOptions {
  const given = new Map<string, string>()
  for (const name of NAMED) {
    const value = args[name]
    if (value !== undefined) given.set(name, value)
  }
  if (args.arrayLimit !== undefined) given.set(ARRAY_LIMIT, String(args.arrayLimit))
  for (const option of args.sbatch) {
    const [, name = '', value = ''] = /^(?:--)?([^=]+)(?:=(.*))?$/s.exec(option) ?? []
    given.set(name, value)
  }
  if (given.size > 0 && args.slurm !== true) {
    const [name = ''] = given.keys()
    throw new AssayError(`'${name}' is for jobs of Slurm; add --slurm.`)
  }
  for (const [name, why] of args.slurm === true ? Object.entries(HERE) : []) {
    const option = name === 'failFast' ? 'fail-fast' : name
    if (name in args) throw new AssayError(`--${option} does not go with --slurm: ${why}`)
  }
  return given
}

/** Submits a sweep as a job array; gives the exit code. */
export function slurmRun(
  swept: PlannedSweep,
  args: SlurmArguments & {
    readonly force?: boolean
    readonly retries?: number
    readonly timeout?: string
  },
  given: SlurmOptions,
  { stdout }: Terminal,
): number {
  const { timeout, ...rest } = args
  const options = { ...rest, ...(timeout === undefined ? {} : { timeout: seconds(timeout) }) }
  const { job, tasks, elements, queued, skipped } = submit(swept, options, given)
  if (skipped > 0) stdout.write(`${counted(skipped, 'task')} finished or running.\n`)
  if (queued > 0) stdout.write(`${counted(queued, 'task')} in Slurm's queue since before.\n`)
  if (job === undefined) {
    stdout.write('Nothing to submit.\n')
    return EXIT.ok
  }
  const what = elements === tasks ? '' : ` in ${counted(elements, 'element')}`
  stdout.write(`Submitted job array ${job} for ${counted(tasks, 'task')}${what}.\n`)
  return EXIT.ok
}

/** Runs the tasks of the element of a job array that this process is; gives the exit code. */
export async function slurmElement(
  output: string,
  id: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { sweep, run } = thisElement(output, id)
  const view = new PlainView(terminal, new RunLines(sweep.plan.size, paintFor(terminal)))
  // Slurm sends TERM more than once: with `--signal` or a grace time first, and then at the end.
  process.on('SIGTERM', stay)
  try {
    const summary = await run(signal, (event) => view.show(event))
    if (signal.aborted) return interruption(signal)
    return summary.failed.length > 0 ? EXIT.issues : EXIT.ok
  } finally {
    process.off('SIGTERM', stay)
  }
}

const stay = (): void => undefined
