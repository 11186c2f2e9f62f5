import type { FileProblem } from '../../issue.js'
import { readAt, withFile } from '../../readers/file.js'

const CHUNK = 1024 * 1024

/** Longer than any honest record. */
const LONGEST = 16 * 1024 * 1024

const LF = 0x0a

/**
 * Calls `use` with each line of a text file and its number from 1; a last line without an end
 * counts. A line of more than 16 MiB is passed over and reported.
 */
export function eachLine(
  path: string,
  report: (problem: FileProblem) => void,
  use: (line: string, number: number) => void,
): void {
  withFile(path, (file) => {
    let rest: Buffer = Buffer.alloc(0)
    let number = 0
    let skipping = false
    const finish = (lines: string): void => {
      for (const line of lines.split('\n')) {
        number += 1
        if (!skipping) use(line.endsWith('\r') ? line.slice(0, -1) : line, number)
        skipping = false
      }
    }
    for (let position = 0; position < file.size;) {
      const buffer = Buffer.allocUnsafe(CHUNK)
      const read = readAt(path, file, buffer, position)
      if (read === 0) break
      position += read
      const chunk = buffer.subarray(0, read)
      const end = chunk.lastIndexOf(LF)
      if (end >= 0) finish(Buffer.concat([rest, chunk.subarray(0, end)]).toString())
      rest = end >= 0 ? chunk.subarray(end + 1) : Buffer.concat([rest, chunk])
      if (rest.length <= LONGEST) continue
      if (!skipping) report(tooLong(path, number + 1))
      skipping = true
      rest = Buffer.alloc(0)
    }
    if (rest.length > 0) finish(rest.toString())
  })
}

function tooLong(path: string, line: number): FileProblem {
  const message = `${path}:${line}: A line has more than 16 MiB and was passed over; the file may be damaged.`
  return { code: 'line-too-long', file: path, line, message }
}
