import type { FileProblem } from '../../issue.js'
import { readAt, withFile } from '../file.js'

const CHUNK = 2 ** 20
const LONGEST_LINE = 2 ** 26
const LF = 10

/**
 * Calls `visit` with one block of whole lines of a file after the other, in bytes; the last one may
 * lack its end. It holds no more in memory than a block, which the next one overwrites.
 *
 * `visit` is given the number of the block's first line and gives that of the line after it. A line
 * of more than 64 MiB is reported; an empty line stands in its place.
 *
 * @throws IssueError `file-unreadable`.
 */
export function readLineBlocks(
  path: string,
  report: (problem: FileProblem) => void,
  visit: (block: Buffer, firstLine: number) => number,
  longest = LONGEST_LINE,
): void {
  withFile(path, (file) => {
    let buffer: Buffer = Buffer.allocUnsafe(Math.min(file.size, CHUNK))
    let held = 0
    let line = 1
    let isSkipping = false
    for (let position = 0; position < file.size;) {
      const room = buffer.subarray(
        held,
        held + Math.min(buffer.length - held, file.size - position),
      )
      const read = readAt(path, file, room, position)
      if (read === 0) break
      position += read
      const filled = held + read
      const end = buffer.lastIndexOf(LF, filled - 1) + 1
      if (end === 0) {
        held = filled
        if (filled < buffer.length) continue
        if (filled < longest) {
          buffer = enlarged(buffer)
          continue
        }
        if (!isSkipping) report(lineTooLong(path, line, longest))
        isSkipping = true
        held = 0
        continue
      }
      // What was too long ends at the first line end; that end alone is left of it.
      const start = isSkipping ? buffer.indexOf(LF) : 0
      isSkipping = false
      line = visit(buffer.subarray(start, end), line)
      buffer.copyWithin(0, end, filled)
      held = filled - end
    }
    if (held > 0 && !isSkipping) visit(buffer.subarray(0, held), line)
  })
}

/**
 * Calls `visit` with each line of a file: the block of bytes that holds it, where it starts and where
 * it stops, and its number from 1. See {@link readLineBlocks}.
 */
export function readLines(
  path: string,
  report: (problem: FileProblem) => void,
  visit: (block: Buffer, start: number, stop: number, line: number) => void,
  longest = LONGEST_LINE,
): void {
  const visitBlock = (block: Buffer, firstLine: number): number => {
    let line = firstLine
    for (let start = line === 1 ? markLength(block) : 0; start < block.length; line += 1) {
      const next = block.indexOf(LF, start)
      const stop = next === -1 ? block.length : next
      visit(block, start, stop, line)
      start = stop + 1
    }
    return line
  }
  readLineBlocks(path, report, visitBlock, longest)
}

/** How many bytes a UTF-8 byte order mark at the start of a file takes; some editors write it. */
export function markLength(start: Buffer): number {
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0
}

function enlarged(buffer: Buffer): Buffer {
  const larger = Buffer.allocUnsafe(2 * buffer.length)
  larger.set(buffer)
  return larger
}

function lineTooLong(file: string, line: number, longest: number): FileProblem {
  const message =
    `Line ${line} of ${file} has more than ${longest / 2 ** 20} MiB and was passed over; ` +
    'the file may be damaged.'
  return { code: 'line-too-long', file, line, message }
}
