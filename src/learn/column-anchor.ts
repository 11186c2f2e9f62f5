import type { Anchor } from './anchors.js'
import type { NumberPlace } from './numbers.js'

const WIDEST = 50

/** What a number is called where nothing tells. */
export const UNNAMED = 'value'

/** A number's column in a table; what it is called stands in the header, if that is known. */
export function columnAnchor(
  line: string,
  { start, end }: NumberPlace,
  header: string | undefined,
): Omit<Anchor, 'grouped'> | undefined {
  const before = line.slice(0, start)
  const separator = /[|│;]/.exec(line)?.[0] ?? (/\d,\d/.test(line) ? ',' : ' ')
  const cells = cellsOf(before, separator)
  const index = cells.length - 1
  if (cells[index] !== '' || index > WIDEST) return undefined
  const count = cellsOf(line.trimEnd(), separator).length
  const names = header === undefined ? undefined : namesOf(header.trimEnd(), separator, count)
  const name = names?.[index] ?? ''
  const isAlone = index === 0 && line.slice(end).trim() === ''
  return {
    before: columnPattern(cells.slice(0, index), separator),
    after: isAlone ? String.raw`\s*$` : '',
    column: true,
    exact: false,
    name:
      name.replace(/[^\p{L}\p{N}_./@%-]+/gu, '_').replace(/^_+|[^\p{L}\p{N}]+$/gu, '') || UNNAMED,
  }
}

/** The names of that many columns, if a header has as many. */
function namesOf(header: string, separator: string, count: number): string[] | undefined {
  const names = cellsOf(header, separator)
  if (separator !== ' ') return names.length === count ? names : undefined
  // Names may hold spaces, and pandas has none for its index.
  return [names, header.trim().split(/\s{2,}/), ['', ...names]].find(
    (found) => found.length === count,
  )
}

function cellsOf(text: string, separator: string): string[] {
  if (separator === ' ') return text.trimStart().split(/\s+/)
  return text.split(separator).map((cell) => cell.trim())
}

function columnPattern(before: readonly string[], separator: string): string {
  if (separator !== ' ') {
    const sign = separator === '|' ? String.raw`\|` : separator
    const cells = `[^${separator}]*${sign}`
    return before.length === 0 ? String.raw`^\s*` : String.raw`^${times(cells, before.length)}\s*`
  }
  // Rows that begin with a count, such as the epoch's, are told from lines of words.
  const [first = ''] = before
  const counts = /^\d+$/.test(first)
  const rest = before.length - (counts ? 1 : 0)
  return String.raw`^\s*${counts ? String.raw`\d+\s+` : ''}${times(String.raw`\S+\s+`, rest)}`
}

function times(pattern: string, count: number): string {
  if (count === 0) return ''
  return count === 1 ? pattern : `(?:${pattern}){${count}}`
}
