import { IssueError } from '../issue.js'
import type { Report } from './layout.js'

/** What `read` gives; when a file cannot be read that is reported, and there is nothing. */
export function guardRead<T>(report: Report, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof IssueError)) throw error
    report(error.problem)
    return undefined
  }
}
