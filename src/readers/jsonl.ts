import { isUtf8 } from 'node:buffer'
import type { ParamValue } from '../experiment.js'
import type { FileProblem } from '../issue.js'
import { parseJson } from './json.js'
import { readLines } from './text/line-blocks.js'
import { tellFirst } from './text/tell-first.js'

/**
 * Calls `visit` with the value of each line of a file of JSON lines, and the line's number from 1.
 *
 * Blank lines are passed over. A line that is not JSON, such as a half-written last one, is
 * reported (`json-syntax`) and passed over; see {@link parseJson} for the rest. Of many problems the
 * first 20 are reported and the others counted.
 *
 * @throws IssueError `file-unreadable`.
 */
export function readJsonLines(
  path: string,
  report: (problem: FileProblem) => void,
  visit: (value: ParamValue, line: number) => void,
): void {
  const { tell, end } = tellFirst(path, report)
  readLines(path, report, (block, start, stop, line) => {
    const value = parseLine(path, block, start, stop, line, tell)
    if (value !== undefined) visit(value, line)
  })
  end()
}

/** The value of one line; `undefined` for a blank one, or after telling what is wrong. */
export function parseLine(
  path: string,
  block: Buffer,
  start: number,
  stop: number,
  line: number,
  tell: (problem: FileProblem) => void,
): ParamValue | undefined {
  const text = block.toString('utf8', start, stop)
  const { value, problems } = parseJson(text)
  if (value !== undefined && problems.length === 0 && !text.includes('\ufffd')) return value
  if (/^[ \t\r]*$/.test(text)) return undefined
  if (text.includes('\ufffd') && !isUtf8(block.subarray(start, stop))) {
    const message = `Line ${line} of ${path} is not text in UTF-8 and was left out; the file may be damaged.`
    tell({ code: 'json-syntax', file: path, line, message })
    return undefined
  }
  for (const { code, message } of problems) {
    const rest = code === 'json-syntax' ? ' It was left out: half-written or damaged.' : ''
    tell({ code, file: path, line, message: `Line ${line} of ${path}: ${message}.${rest}` })
  }
  return value
}
