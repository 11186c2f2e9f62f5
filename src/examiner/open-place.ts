import { dirname } from 'node:path'
import { IssueError, type FileProblem } from '../issue.js'
import type { Report, Run } from '../layouts/layout.js'
import type { Found } from './discover.js'

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
    const { layout, place } = this.found
    const inOrder = guarded(layout.name, report, [], () => layout.open(place, report))
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

/** Whatever a layout throws is an issue, not the end of the exam. */
export function guarded<T>(layout: string, report: Report, otherwise: T, ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    report(problemOf(layout, error))
    return otherwise
  }
}

function problemOf(layout: string, error: unknown): FileProblem {
  if (error instanceof IssueError) return error.problem
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { code: 'layout-mismatch', message: `Layout '${layout}' threw ${what}` }
}
