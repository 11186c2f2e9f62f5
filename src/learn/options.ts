import type { Progress } from '../progress.js'

/** Options of `learn`. */
export interface LearnOptions {
  /** Look for the value in the run of this name only; default: in all, until three have it. */
  readonly run?: string
  /** Look in this log only: a command (`'train'`), or the name or glob of a file; default: in all. */
  readonly log?: string
  /** How many proposals there are at most; default 5. */
  readonly limit?: number
  /** Ends the search: it rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Called after each run that was looked at; each may be three times. */
  readonly onProgress?: (progress: Progress) => void
}
