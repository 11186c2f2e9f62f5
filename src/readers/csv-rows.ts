import { CsvError, parse } from 'csv-parse/sync'

/** A row with more than that is one whose quotes do not match. */
const LONGEST_ROW = 2 ** 20

/** A file with more of them is not the one that was meant. */
const MOST_RESTARTS = 20

const [LF, CR] = [10, 13]

/**
 * Calls `visit` with the cells of each row and its first line. A row whose quotes do not match is
 * told to `misfit`, and reading goes on with the line after that one; after 20 such rows it ends.
 */
export function eachCsvRow(
  bytes: Uint8Array,
  delimiter: string,
  visit: (row: readonly string[], line: number) => void,
  misfit: (line: number, reason: string) => void,
): void {
  // Where the next row starts, once the blank lines before it are passed over.
  let at = 0
  let line = 1
  const passBlankLines = (): void => {
    for (; bytes[at] === LF || bytes[at] === CR; at += 1) if (bytes[at] === LF) line += 1
  }
  const passLinesUpTo = (end: number): void => {
    for (; at < end; at += 1) if (bytes[at] === LF) line += 1
  }

  for (let restarts = 0; at < bytes.length; restarts += 1) {
    const start = at
    const fault = faultOf(() => {
      parse(bytes.subarray(start), {
        bom: start === 0,
        delimiter,
        record_delimiter: ['\r\n', '\n'],
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        max_record_size: LONGEST_ROW,
        on_record: (row: string[], { bytes: read }) => {
          passBlankLines()
          visit(row, line)
          passLinesUpTo(start + read)
          return null
        },
      })
    })
    if (fault === undefined) return
    passBlankLines()
    const isLast = restarts === MOST_RESTARTS
    misfit(line, `has quotes that do not match; ${isLast ? 'the rest' : 'it'} was left out`)
    const next = bytes.indexOf(LF, at)
    if (isLast || next === -1) return
    passLinesUpTo(next + 1)
  }
}

function faultOf(read: () => void): CsvError | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    if (error instanceof CsvError) return error
    throw error
  }
}
