import { TextDecoder } from 'node:util'
import { chunks } from './chunks.js'
import { DEFAULT_MAX_LINE, tellOnce, throwProblem, type ReadOptions } from './options.js'

/** Consecutive lines of a file, without their ends. */
export interface LineBlock {
  readonly lines: readonly string[]
  /** The number of the first of them, counted from 1. */
  readonly first: number
}

/**
 * The lines of a log, one by one, holding no more than a block of the file in memory.
 *
 * A line ends at LF, CRLF or a lone CR (progress bars); ANSI colours are taken out; a last line
 * without an end counts; bytes that are not UTF-8 become U+FFFD. Also reads gzip (names that end
 * in `.gz`) and UTF-16 with a byte order mark.
 *
 * @throws IssueError when the file cannot be read, or without `report` for a line that is too long.
 * @example
 * let iters = 0
 * for await (const line of lines(latestLog('train', dir) ?? '')) {
 *   if (line.startsWith('Iter ')) iters += 1
 * }
 * iters // 120
 */
export async function* lines(path: string, options: ReadOptions = {}): AsyncGenerator<string> {
  for await (const block of lineBlocks(path, options)) yield* block.lines
}

/** {@link lines}, a block at a time: what searching functions loop over. */
export async function* lineBlocks(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<LineBlock> {
  const { maxLine = DEFAULT_MAX_LINE, report = throwProblem, signal } = options
  const tooLong = tellOnce(path, maxLine, report)
  let rest = ''
  let number = 1
  let skipping = false

  for await (const text of texts(chunks(path, report))) {
    signal?.throwIfAborted()
    const whole = splitLines(rest + text)
    rest = whole.pop() ?? ''
    const first = number
    number += whole.length
    if (skipping && whole.length > 0) {
      whole[0] = ''
      skipping = false
    }
    if (rest.length > maxLine && !skipping) tooLong(number)
    if (rest.length > maxLine || skipping) {
      skipping = true
      rest = rest.endsWith('\r') ? '\r' : ''
    }
    clean(whole, maxLine, (index) => tooLong(first + index))
    if (whole.length > 0) yield { lines: whole, first }
  }
  const last = [rest.endsWith('\r') ? rest.slice(0, -1) : rest]
  if (rest !== '' && !skipping) {
    clean(last, maxLine, () => undefined)
    yield { lines: last, first: number }
  }
}

/**
 * Splits at every line end. The last part is the line that is not ended yet; a final CR stays on
 * it, for it may be the first half of a CRLF.
 */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r(?!$)/)
}

// The escape sequences of ECMA-48: CSI (colours, cursor), OSC (titles), and those of few characters.
// Node's stripVTControlCharacters also takes digits that follow them.
// eslint-disable-next-line no-control-regex
const CONTROL = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])/g

/** Takes the colours out, and the text of lines that are too long (the line stays, empty). */
export function clean(parts: string[], maxLine: number, tooLong: (index: number) => void): void {
  for (const [index, line] of parts.entries()) {
    if (line.length > maxLine) {
      parts[index] = ''
      tooLong(index)
    } else if (line.includes('\x1b')) {
      parts[index] = line.replace(CONTROL, '')
    }
  }
}

async function* texts(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece))
    yield decoder.decode(piece, { stream: true })
  }
  const end = decoder?.decode() ?? ''
  if (end !== '') yield end
}

/** By the byte order mark; the decoder takes it out. */
export function encodingOf(start: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
