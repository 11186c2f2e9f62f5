import type { RunEvent } from './events.js'

/** Which tasks a sweep has. */
export interface SweepOptions {
  /** The folder for the directories of the tasks; default `'output'`. */
  readonly output?: string
  /** Only the choices of this `_title`; default all. */
  readonly title?: string
  /** Only these commands of the template; default those of `_cmd`, or all. */
  readonly commands?: readonly string[]
  /** So many tasks of each choice, drawn at random; default all. */
  readonly sample?: number
  /** What the sample is drawn with; default a new one each time. */
  readonly seed?: number
  /** `false`: all tasks in the output folder itself; default a directory each. */
  readonly subdir?: boolean
  /** Only the first task, whose output goes to the terminal too, again if it is finished; default no. */
  readonly debug?: boolean
}

/** How the tasks of a sweep are run. */
export interface SweepRunOptions {
  /**
   * The GPUs of each of the slots, `['0', '1', '2,3']`, or `'auto'` for those that are free; default
   * what the file says.
   */
  readonly resource?: readonly string[] | 'auto'
  /** So many tasks at once, without GPUs, in place of `resource`. */
  readonly jobs?: number
  /** Also runs again what is finished; default no. */
  readonly force?: boolean
  /** How often a command that failed is tried again; default 0. */
  readonly retries?: number
  /** The longest that a command may run: seconds, or a text such as `'2h'`; default any time. */
  readonly timeout?: number | string
  /** Starts nothing more when a task has failed; default `false`. */
  readonly failFast?: boolean
  /** Interrupts the tasks that run: TERM, and KILL after ten seconds. */
  readonly signal?: AbortSignal
  /** Kills tasks that do not end when they are interrupted at once. */
  readonly hurry?: AbortSignal
  readonly onEvent?: (event: RunEvent) => void
}
