import { setMaxListeners } from 'node:events'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { displayed } from '../displayed.js'
import { HEARTBEAT, type Claim } from '../state/claim.js'
import { RunWatch } from '../state/run-status.js'
import type { Plan, Task } from '../sweep/plan.js'
import type { RunEvent } from './events.js'
import { counted } from '../values/counted.js'
import { runTask, type TaskOptions, type TaskOutcome } from './run-task.js'
import type { Slots } from './slots.js'

/** How a pool of tasks is run. */
export interface PoolOptions extends Omit<TaskOptions, 'watch' | 'holding' | 'tell'> {
  /** Starts nothing more when a task has failed. */
  readonly failFast: boolean
  /** Waits for what other runners are at; else only until it is clear that they live. */
  readonly wait: boolean
  readonly onEvent: (event: RunEvent) => void
}

/** What became of the tasks of a pool. */
export interface PoolSummary {
  readonly tasks: number
  /** How many were finished by this run. */
  readonly finished: number
  /** The directories of those all of whose commands had been finished before. */
  readonly skipped: readonly string[]
  readonly failed: readonly string[]
  readonly interrupted: readonly string[]
  /** Those that were not begun, or are left to other runners. */
  readonly left: number
}

const FIRST_PAUSE = 100
const LAST_PAUSE = 2000
/** The longest that other work of the process is kept waiting, in milliseconds. */
const TURN = 50

/** Runs tasks of a plan, as many at once as there are slots, in their order. */
export async function runPool(
  plan: Plan,
  indices: Iterable<number>,
  slots: Slots,
  options: PoolOptions,
): Promise<PoolSummary> {
  const heart = new Heart()
  setMaxListeners(0, options.signal, options.hurry)
  try {
    const pool = new Pool(plan, indices, slots, options, heart)
    await Promise.all(Array.from({ length: slots.names.length }, () => pool.work()))
    return displayed(pool.summary())
  } finally {
    heart.stop()
  }
}

class Pool {
  readonly #plan: Plan
  readonly #slots: Slots
  readonly #options: PoolOptions
  readonly #settings: TaskOptions
  readonly #tasks: number
  /** The next task is the last of it. */
  readonly #queue: number[]
  /** Tasks that other runners have. */
  #busy: number[] = []
  #stopped = false
  #told = false
  #turn = 0
  // Which files are open is asked once in a while, not for each task.
  #watch = new RunWatch()
  #finished = 0
  /** How many are left to other runners. */
  #left = 0
  readonly #ended: Record<'skipped' | 'failed' | 'interrupted', string[]> = {
    skipped: [],
    failed: [],
    interrupted: [],
  }

  constructor(
    plan: Plan,
    indices: Iterable<number>,
    slots: Slots,
    options: PoolOptions,
    heart: Heart,
  ) {
    this.#plan = plan
    this.#slots = slots
    this.#options = options
    this.#queue = [...indices].reverse()
    this.#tasks = this.#queue.length
    this.#settings = {
      ...options,
      tell: options.onEvent,
      watch: () => this.#watch,
      holding: (claim, lost) => heart.hold(claim, lost),
    }
  }

  /** Does tasks until there are none left to do. */
  async work(): Promise<void> {
    let pause = FIRST_PAUSE
    for (;;) {
      if (this.#isOver()) return
      const index = this.#queue.pop()
      if (index !== undefined) {
        if (await this.#run(index)) pause = FIRST_PAUSE
      } else {
        if (this.#busy.length === 0) return
        await this.#rest(pause)
        pause = Math.min(pause * 1.5, LAST_PAUSE)
      }
    }
  }

  summary(): PoolSummary {
    const left = this.#left + this.#queue.length + this.#busy.length
    return { tasks: this.#tasks, finished: this.#finished, ...this.#ended, left }
  }

  #isOver(): boolean {
    return this.#stopped || this.#options.signal.aborted
  }

  /** Whether the task was there to be run. */
  async #run(index: number): Promise<boolean> {
    if (performance.now() > this.#turn) {
      await setImmediate()
      this.#turn = performance.now() + TURN
    }
    const task = this.#plan.task(index)
    const outcome = await this.#outcome(task)
    if (outcome === 'silent' || (outcome === 'busy' && this.#options.wait)) this.#busy.push(index)
    else if (outcome === 'busy') this.#left += 1
    else if (outcome === 'finished') this.#finished += 1
    else this.#ended[outcome].push(task.dir)
    if (outcome === 'failed' && this.#options.failFast) this.#stopped = true
    return outcome !== 'busy' && outcome !== 'silent'
  }

  /** A full disk, or a folder that may not be written to, is the trouble of its task alone. */
  async #outcome(task: Task): Promise<TaskOutcome> {
    try {
      return await runTask(task, this.#slots, this.#settings)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      this.#options.onEvent({ type: 'note', message: `${task.dir} could not be run: ${why}` })
      return 'failed'
    }
  }

  /** After a while, what others had may be free. */
  async #rest(pause: number): Promise<void> {
    const { signal, onEvent } = this.#options
    if (!this.#told && pause > FIRST_PAUSE * 4) {
      this.#told = true
      const count = counted(this.#busy.length, 'task')
      const message = `Waiting for ${count} of another runner, or of one that was killed.`
      onEvent({ type: 'note', message })
    }
    await setTimeout(pause, undefined, { signal }).catch(() => undefined)
    this.#watch = new RunWatch()
    for (const index of this.#busy.reverse()) this.#queue.push(index)
    this.#busy = []
  }
}

/** Says at intervals that the holder of claims lives, and notices when one was taken over. */
class Heart {
  readonly #held = new Map<Claim, () => void>()
  readonly #timer = setInterval(() => this.#beat(), HEARTBEAT)

  hold(claim: Claim, lost: () => void): () => void {
    this.#held.set(claim, lost)
    return () => this.#held.delete(claim)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #beat(): void {
    for (const [claim, lost] of this.#held) if (!claim.beat()) lost()
  }
}
