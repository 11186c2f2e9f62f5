import { IssueError, type FileProblem } from '../../issue.js'

/** Where a reader tells what is wrong with a file. */
export interface ReportOptions {
  /** Told of what was passed over. Without it such a problem is thrown as an `IssueError`. */
  readonly report?: (problem: FileProblem) => void
}

/** How logs are read. */
export interface ReadOptions extends ReportOptions {
  /**
   * The longest line that is looked at, in characters; default 16,384. A longer one is passed over
   * and reported, so that neither memory nor a pattern's time grows with a damaged file.
   */
  readonly maxLine?: number
  /** Ends the reading by throwing the signal's reason. */
  readonly signal?: AbortSignal
}

export const DEFAULT_MAX_LINE = 16_384

export function throwProblem(problem: FileProblem): never {
  throw new IssueError(problem)
}

/** Reports the first line that is too long; of a damaged file there may be thousands. */
export function tellOnce(
  path: string,
  maxLine: number,
  report: (problem: FileProblem) => void,
): (line?: number) => void {
  let told = false
  return (line) => {
    if (told) return
    told = true
    report(lineTooLong(path, maxLine, line))
  }
}

function lineTooLong(path: string, maxLine: number, line?: number): FileProblem {
  return {
    code: 'line-too-long',
    file: path,
    ...(line === undefined ? {} : { line }),
    message:
      `A line of ${path} has more than ${maxLine} characters and was passed over, as are others like it; ` +
      `the file may be damaged.`,
  }
}
