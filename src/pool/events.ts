import type { Command, Task } from '../sweep/plan.js'
import type { Ending } from '../state/task-state.js'

/** A command of a task, where it is run. */
export interface Step {
  readonly task: Task
  readonly command: Command
  /** The GPUs that it was given: `CUDA_VISIBLE_DEVICES`; none with slots alone. */
  readonly resource?: string
}

/** A command that is running. */
export interface Running extends Step {
  /** The path of its log. */
  readonly log: string
  /** Milliseconds since the epoch. */
  readonly started: number
}

/** What happens while a sweep runs. */
export type RunEvent =
  | ({ readonly type: 'start'; readonly attempt: number } & Running)
  /** It is finished since an earlier run. */
  | ({ readonly type: 'skip' } & Step)
  | ({ readonly type: 'done'; readonly seconds: number } & Step)
  | ({
      readonly type: 'fail'
      readonly state: Exclude<Ending, 'finished'>
      readonly exitCode?: number
      readonly signal?: string
      readonly reason?: string
      /** It is tried again. */
      readonly again: boolean
      readonly log: string
    } & Step)
  /** What a user should know, as a sentence. */
  | { readonly type: 'note'; readonly message: string }
