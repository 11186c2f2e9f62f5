import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { AssayError } from '../issue.js'
import { highestClaim } from '../state/claim.js'
import { RunWatch } from '../state/run-status.js'
import { writeSweepRecord, type Asked } from '../state/sweep-record.js'
import { planSweep, type Plan } from '../sweep/plan.js'
import type { SweepSource } from '../sweep/source.js'
import { sourceText } from '../sweep/source-text.js'
import { SweepError } from '../sweep/sweep-error.js'
import { writeAtomically } from '../writers/atomic-file.js'
import { stamp } from './clock.js'
import { dryRun, type DryStep } from './dry-run.js'
import { seconds } from './duration.js'
import { freeGpus } from './free-gpus.js'
import { runPool, type PoolSummary } from './run-pool.js'
import { filesOf, isSilent, workOf } from './run-task.js'
import { Slots } from './slots.js'
import type { SweepOptions, SweepRunOptions } from './sweep-options.js'

/** A sweep that was planned, and all that may be done with its tasks. */
export class PlannedSweep {
  readonly output: string
  /** The tasks. */
  readonly plan: Plan
  readonly #source: SweepSource
  readonly #options: SweepOptions
  readonly #time = stamp(new Date())

  constructor(source: SweepSource, options: SweepOptions) {
    const { output = 'output', debug = false, ...rest } = options
    this.output = output
    this.#source = source
    this.#options = options
    this.plan = planSweep(source, {
      ...rest,
      output,
      time: this.#time,
      firstOnly: debug,
      requireResource: false,
    })
  }

  /**
   * Runs what is left to do, and gives what became of the tasks. Several runners, in several
   * processes and on several machines, may work at one sweep: no task is run twice.
   *
   * @throws AssayError when there is nothing to run on, or the output folder cannot be written.
   */
  async run(options: SweepRunOptions = {}): Promise<PoolSummary> {
    const slots = this.slots(options)
    const { timeout, retries = 0 } = options
    checkCount('retries', retries, 0)
    const known = timeout === undefined ? {} : { timeout: inSeconds(timeout) }
    this.keep()
    return this.work(range(this.plan.size), slots, { ...options, ...known })
  }

  /** What `run` would do; nothing is run, and nothing written. */
  dryRun(options: SweepRunOptions = {}): Iterable<DryStep> {
    const { debug = false, subdir = true } = this.#options
    return dryRun(this.plan, {
      resources: this.slots(options).names,
      time: this.#time,
      force: options.force === true || debug,
      subdir,
      debug,
    })
  }

  /** What tasks are run on. */
  slots({ resource = this.plan.resources, jobs }: SweepRunOptions): Slots {
    if (jobs !== undefined) checkCount('jobs', jobs, 1)
    if (jobs !== undefined) return new Slots(Array.from({ length: jobs }, () => undefined))
    if (resource === 'auto') return new Slots(freeGpus())
    if (resource !== undefined && resource.length > 0) return new Slots(resource)
    const { file, first } = this.#source
    throw new SweepError(
      "There is no 'resource' in the first document. Add the GPUs of each task that runs at once, " +
        "'resource: [0, 1]' or 'resource: auto', or ask for slots without GPUs: -j 2, in TypeScript jobs: 2.",
      { file, line: first.line },
    )
  }

  /** The names of the tasks that are not finished and that nobody runs. */
  pending({ force = false }: SweepRunOptions = {}): string[] {
    const { subdir = true } = this.#options
    const watch = new RunWatch()
    const settings = { force, began: new Date(), watch: () => watch }
    return range(this.plan.size).flatMap((index) => {
      const task = this.plan.task(index)
      const files = filesOf(task, subdir)
      const claim = highestClaim(files)
      // Of a runner that says nothing, whoever is to run the task waits to see whether it lives.
      const isRun = claim?.dead === false && !isSilent(claim)
      const { work, foreign } = workOf(task, files, settings)
      return isRun || foreign || work.every(({ skip }) => skip) ? [] : [task.name]
    })
  }

  /** The places in the plan of tasks of these names. */
  placesOf(names: readonly string[]): number[] {
    const wanted = new Set(names)
    return range(this.plan.size).filter((index) => wanted.has(this.plan.task(index).name))
  }

  /** What was asked for, for those who plan the same tasks again. */
  asked(): Asked {
    const { title, commands, sample, subdir = true } = this.#options
    return {
      subdir,
      ...(title === undefined ? {} : { title }),
      ...(commands === undefined ? {} : { commands }),
      ...(sample === undefined ? {} : { sample }),
      ...(this.plan.seed === undefined ? {} : { seed: this.plan.seed }),
    }
  }

  /** The text of its YAML file. */
  get text(): string {
    return sourceText(this.#source)
  }

  /** Writes down, beside the runs, what is to be run. */
  keep(): void {
    const { title, debug = false } = this.#options
    const name = basename(this.#source.file ?? 'params.yaml')
    const yaml = title === undefined ? name : `${name}.${title.replaceAll('/', '_')}`
    try {
      mkdirSync(this.output, { recursive: true })
      const copy = join(this.output, yaml)
      if (!this.#isSource(copy)) writeAtomically(copy, this.text)
      // Of a debugging run, the other tasks are not meant to be waiting.
      if (!debug) writeSweepRecord(this.output, { yaml, cwd: resolve('.'), asked: this.asked() })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new AssayError(
        `The output folder '${this.output}' cannot be written: ${why}. Name another one.`,
      )
    }
  }

  /** Whether a path is the sweep's own file: with `-o .` it is its copy. */
  #isSource(path: string): boolean {
    const { file } = this.#source
    return file !== undefined && existsSync(path) && realpathSync(path) === realpathSync(file)
  }

  /** Runs these tasks, by their places in the plan. */
  async work(
    indices: Iterable<number>,
    slots: Slots,
    options: SweepRunOptions & {
      readonly wait?: boolean
      readonly slurm?: string
      readonly began?: Date
    },
  ): Promise<PoolSummary> {
    const { debug = false, subdir = true } = this.#options
    const { timeout, signal, hurry, onEvent = () => undefined } = options
    return runPool(this.plan, indices, slots, {
      time: this.#time,
      began: options.began ?? new Date(),
      force: options.force === true || debug,
      retries: options.retries ?? 0,
      timeout: timeout === undefined ? undefined : 1000 * inSeconds(timeout),
      failFast: options.failFast ?? false,
      signal: signal ?? new AbortController().signal,
      hurry: hurry ?? new AbortController().signal,
      wait: options.wait ?? true,
      debug,
      subdir,
      slurm: options.slurm,
      onEvent,
    })
  }
}

function inSeconds(timeout: number | string): number {
  return seconds(String(timeout))
}

function checkCount(name: string, count: number, least: number): void {
  if (Number.isSafeInteger(count) && count >= least) return
  throw new AssayError(`'${name}' is ${count}; give a whole number from ${least}.`)
}

const range = (size: number): number[] => Array.from({ length: size }, (_, index) => index)
