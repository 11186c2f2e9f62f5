import { dirname } from 'node:path'
import { IssueError } from '../issue.js'
import type { Report, Run } from '../layouts/layout.js'
import type { Found } from './discover.js'
import { guarded } from './guarded.js'

/**
 * A place whose runs are opened when they are needed. What they have read is let go when all of
 * them have been examined; asked again later, they are opened again.
 */
export class OpenPlace {
  /** Outside an exam, one place at a time is kept open. */
  static #latest: OpenPlace | undefined

  readonly found: Found
  #runs: Runs | undefined
  #left = 0

  constructor(found: Found) {
    this.found = found
  }

  /** The run's directory, or the one with the file. */
  get dir(): string {
    const { path, kind } = this.found.place
    return kind === 'file' ? dirname(path) : path
  }

  /** The names of the files that its runs may read, in {@link dir}. */
  get files(): readonly string[] {
    const { files, kind, name } = this.found.place
    return kind === 'file' ? [name] : files
  }

  /** Lists the runs for an exam, which says {@link examined} of each when it is done. */
  list(report: Report): readonly Run[] {
    const runs = this.#open(report).inOrder
    this.#left = runs.length
    return runs
  }

  run(id: string | undefined, report: Report): Run | undefined {
    if (this.#left === 0 && OpenPlace.#latest !== this) {
      const before = OpenPlace.#latest
      if (before && before.#left === 0) before.#runs = undefined
      OpenPlace.#latest = this
    }
    const { byId, inOrder } = this.#open(report)
    return byId === undefined ? inOrder[0] : byId.get(id)
  }

  examined(): void {
    this.#left -= 1
    if (this.#left === 0) this.#runs = undefined
  }

  #open(report: Report): Runs {
    if (this.#runs !== undefined) return this.#runs
    const inOrder = guarded(this.found, report, [], () => runsOf(this.found, report))
    const byId = inOrder.length > 1 ? new Map(inOrder.map((run) => [run.id, run])) : undefined
    this.#runs = { inOrder, byId }
    return this.#runs
  }
}

interface Runs {
  readonly inOrder: readonly Run[]
  /** Absent for a single one. */
  readonly byId: ReadonlyMap<string | undefined, Run> | undefined
}

/** The runs in a place; of several of one id the first one counts, for nothing tells them apart. */
function runsOf({ layout, place }: Found, report: Report): readonly Run[] {
  // Layouts in JavaScript may give anything.
  const runs: unknown = layout.open(place, report)
  const { name } = layout
  const file = place.path
  if (!isRuns(runs)) {
    const message = `Layout '${name}' gave no list of runs for ${file}; its open() gives one, and not a promise.`
    throw new IssueError({ code: 'layout-mismatch', file, message })
  }
  const ids = new Set<string | undefined>()
  const distinct = runs.filter(({ id }) => ids.size < ids.add(id).size)
  if (distinct.length < runs.length) {
    const message = `Layout '${name}' gave several runs of one id in ${file}; the first of each was taken.`
    report({ code: 'layout-mismatch', file, message })
  }
  return distinct
}

function isRuns(runs: unknown): runs is readonly Run[] {
  return Array.isArray(runs)
}
