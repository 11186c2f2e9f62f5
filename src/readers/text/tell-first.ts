import type { FileProblem } from '../../issue.js'

const MOST_TOLD = 20

/**
 * Passes on the first 20 problems with a file. Of a damaged one there may be a million: `end` says
 * how many more there were.
 */
export function tellFirst(
  file: string,
  report: (problem: FileProblem) => void,
): { tell: (problem: FileProblem) => void; end: () => void } {
  let last: FileProblem | undefined
  let count = 0
  return {
    tell: (problem) => {
      count += 1
      last = problem
      if (count <= MOST_TOLD) report(problem)
    },
    end: () => {
      if (last === undefined || count <= MOST_TOLD) return
      const message = `${file} has ${count - MOST_TOLD} more lines that could not be read as they should; the last: ${last.message}`
      report({ ...last, file, message })
    },
  }
}
