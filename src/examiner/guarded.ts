import { IssueError, type FileProblem } from '../issue.js'
import type { Layout, Place, Report } from '../layouts/layout.js'

/** A layout that is asked about a place. */
interface Asked {
  readonly layout: Layout
  readonly place: Place
}

/** What a layout says of a place; whatever it throws is an issue, not the end of the exam. */
export function guarded<T>(asked: Asked, report: Report, otherwise: T, ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    report(problemOf(asked, error))
    return otherwise
  }
}

function problemOf({ layout, place }: Asked, error: unknown): FileProblem {
  if (error instanceof IssueError) return error.problem
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return {
    code: 'layout-mismatch',
    file: place.path,
    message: `Layout '${layout.name}' threw ${what} (at ${place.path})`,
  }
}
