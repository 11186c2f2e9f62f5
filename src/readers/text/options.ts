import { IssueError, type FileProblem } from '../../issue.js'

/** How logs are read. */
export interface ReadOptions {
  /**
   * The longest line that is looked at, in characters; default 65,536. A longer one is passed over
   * and reported, so that neither memory nor a pattern's time grows with a damaged file.
   */
  readonly maxLine?: number
  /** Told of what was passed over. Without it such a problem is thrown as an `IssueError`. */
  readonly report?: (problem: FileProblem) => void
  /** Ends the reading by throwing the signal's reason. */
  readonly signal?: AbortSignal
}

export const DEFAULT_MAX_LINE = 65_536

export function throwProblem(problem: FileProblem): never {
  throw new IssueError(problem)
}

export function lineTooLong(path: string, maxLine: number, line?: number): FileProblem {
  return {
    code: 'line-too-long',
    file: path,
    ...(line === undefined ? {} : { line }),
    message:
      `A line of ${path} has more than ${maxLine} characters and was passed over; ` +
      `the file may be damaged.`,
  }
}
