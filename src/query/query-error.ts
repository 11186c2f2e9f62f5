import { AssayError } from '../issue.js'

/** How much of a long query an error shows, on either side of the place. */
const AROUND = 36

/**
 * A query that does not hold together, or asks for what is not there. The message says what was
 * expected and how to write it, and shows the query with a caret under the place.
 *
 * @example
 * const error = new QueryError('lr = 1', 3, "A comparison is written '=='.")
 * error.message.split('\n') // ["Query, column 4: A comparison is written '=='.", '  lr = 1', '     ^']
 */
export class QueryError extends AssayError {
  override readonly name: string = 'QueryError'
  readonly query: string
  /** Where in the query, counted from 0. */
  readonly at: number

  constructor(query: string, at: number, problem: string) {
    super(`Query, column ${at + 1}: ${problem}\n${pointed(query, at)}`)
    this.query = query
    this.at = at
  }
}

/** The query, or what is near the place, over a line with the caret. */
function pointed(query: string, at: number): string {
  const isLong = query.length > 2 * AROUND
  const start = isLong ? Math.max(0, at - AROUND) : 0
  const end = isLong ? Math.min(query.length, at + AROUND) : query.length
  const before = (start > 0 ? '…' : '') + visible(query.slice(start, at))
  const after = visible(query.slice(at, end)) + (end < query.length ? '…' : '')
  // A character of two units takes one place.
  return `  ${before}${after}\n  ${' '.repeat(Array.from(before).length)}^`
}

/** Each character in one place: line ends, tabs and what moves the cursor are blanks. */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
}
