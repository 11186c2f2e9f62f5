import type { Candidate } from './candidates.js'
import type { LoggedRun } from './logs.js'
import type { Tally } from './tally.js'

/** A candidate, and what the run where it was found, and those that were tried, say of it. */
export class Evidence {
  readonly log: string
  /** The run where the value was found. */
  readonly run: LoggedRun
  readonly candidate: Candidate
  /** In how many runs it finds something. */
  found = 0
  /** How often in all of them. */
  count = 0
  /** Whether runs differ in it, as they do not in a setting. */
  varies = false
  #places = 0
  #value: number | undefined

  constructor(log: string, run: LoggedRun, candidate: Candidate) {
    this.log = log
    this.run = run
    this.candidate = candidate
    this.add(candidate.tally)
  }

  /** Adds what a run says. */
  add(tally: Tally): void {
    const { value } = tally[this.candidate.keep]
    this.#value ??= value
    this.varies ||= !Object.is(value, this.#value)
    this.found += 1
    this.count += tally.count
    this.#places += tally.places
  }

  /** The same for those that find the same numbers. */
  get finds(): string {
    return JSON.stringify([this.log, this.candidate.keep, this.found, this.count, this.#places])
  }
}
