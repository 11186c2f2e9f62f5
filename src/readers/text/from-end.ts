import { isUtf8 } from 'node:buffer'
import { setImmediate } from 'node:timers/promises'
import { closeSync } from 'node:fs'
import { openFile, readAt, readPart, type OpenFile } from '../file.js'
import { isGzip } from './chunks.js'
import { markLength } from './line-blocks.js'
import { clean, encodingOf, splitLines } from './lines.js'
import { DEFAULT_MAX_LINE, tellOnce, throwProblem, type ReadOptions } from './options.js'

const FIRST_BLOCK = 1024
const LARGEST_BLOCK = 1024 * 1024
const BYTES_PER_CHARACTER = 4
const LF = 10
const CR = 13

/**
 * Hands the lines of a log to `visit` from the end backwards, a block at a time (the lines of a
 * block in the order of the file), until `visit` says that it has enough. Nothing before the last
 * block asked for is read, so the end of a file costs the same whatever its size.
 *
 * Gives `false`, with nothing visited, for what can only be read forwards: gzip and UTF-16.
 */
export async function visitFromEnd(
  path: string,
  options: ReadOptions,
  visit: (lines: readonly string[]) => boolean,
): Promise<boolean> {
  if (isGzip(path)) return false
  const { maxLine = DEFAULT_MAX_LINE, report = throwProblem, signal } = options
  const tooLong = tellOnce(path, maxLine, report)
  const file = openFile(path)
  try {
    // The end of a line whose start is not read yet, with the line's own end.
    let rest: Buffer = Buffer.alloc(0)
    let skipping = false
    let end = file.size
    for (let size = FIRST_BLOCK; end > 0; size = Math.min(size * 4, LARGEST_BLOCK)) {
      signal?.throwIfAborted()
      const start = Math.max(0, end - size)
      let block = readPart(path, file, start, end)
      if (end === file.size && isUtf16(path, file, block)) return false
      if (skipping) {
        block = block.subarray(0, lastLineEnd(block))
        skipping = block.length === 0
      }
      const data = rest.length === 0 ? block : Buffer.concat([block, rest])
      const cut = start === 0 ? markLength(data) : afterFirstLineEnd(data)
      if (cut < data.length) {
        const lines = linesOf(data.subarray(cut))
        clean(lines, maxLine, () => tooLong())
        if (visit(lines)) return true
      }
      rest = Buffer.from(data.subarray(0, cut))
      if (rest.length > maxLine * BYTES_PER_CHARACTER) {
        tooLong()
        // The line stays, empty, when it has an end.
        rest = lastLineEnd(rest) > 0 ? Buffer.from('\n') : Buffer.alloc(0)
        skipping = true
      }
      end = start
      if (size === LARGEST_BLOCK) await setImmediate()
    }
    return true
  } finally {
    closeSync(file.fd)
  }
}

/** Looks at the start of the file only where the end does not read as UTF-8 text in lines. */
function isUtf16(path: string, file: OpenFile, block: Buffer): boolean {
  if (!block.includes(0) && block.includes(LF) && isUtf8(block)) return false
  // A buffer of its own: the block is still in the shared one.
  readAt(path, file, mark, 0)
  return encodingOf(mark) !== 'utf-8'
}

const mark = Buffer.alloc(2)

/** Where the bytes after the first line end begin; all of them when there is no other line. */
function afterFirstLineEnd(data: Buffer): number {
  const lf = data.indexOf(LF)
  const cr = data.indexOf(CR)
  if (cr === -1 || (lf !== -1 && lf < cr)) return lf === -1 ? data.length : lf + 1
  return data[cr + 1] === LF ? cr + 2 : cr + 1
}

/** Where the bytes after the last line end begin; 0 when there is none. */
function lastLineEnd(block: Buffer): number {
  return Math.max(block.lastIndexOf(LF), block.lastIndexOf(CR)) + 1
}

function linesOf(data: Buffer): string[] {
  const last = data[data.length - 1]
  const lineEnd = last === LF ? (data[data.length - 2] === CR ? 2 : 1) : last === CR ? 1 : 0
  const text = data.toString('utf8', 0, data.length - lineEnd)
  const lines = splitLines(text)
  const final = lines.length - 1
  // A CR at the very end of the text ends a line too, there being nothing after it.
  if (text.endsWith('\r')) lines.splice(final, 1, (lines[final] ?? '').slice(0, -1), '')
  return lines
}
