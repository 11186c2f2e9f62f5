import { IssueError } from '../../issue.js'
import type { Report } from '../layout.js'

/** Reads as far as a file can be read: what is then thrown for it is reported. */
export function guardRead(report: Report, read: () => void): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof IssueError)) throw error
    report(error.problem)
  }
}
