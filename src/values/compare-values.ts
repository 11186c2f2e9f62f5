import { naturalOrder } from './natural-order.js'
import { jsonText } from './json-text.js'

/**
 * Orders the values of a column: numbers by value, then NaN, texts as people number them, false
 * before true, dates by time, the rest by its text. A column of several kinds is ordered by kind.
 */
export function compareValues(a: unknown, b: unknown): number {
  const kind = kindOf(a)
  const byKind = kind - kindOf(b)
  if (byKind !== 0) return byKind
  switch (kind) {
    case NUMBER:
    case BOOLEAN:
    case DATE: {
      const [x, y] = [a as number, b as number]
      return x < y ? -1 : x > y ? 1 : 0
    }
    case TEXT:
      return naturalOrder(a as string, b as string)
    case NOT_A_NUMBER:
      return 0
    default:
      return naturalOrder(jsonText(a), jsonText(b))
  }
}

const NUMBER = 0
const NOT_A_NUMBER = 1
const TEXT = 2
const BOOLEAN = 3
const DATE = 4
const OTHER = 5

function kindOf(value: unknown): number {
  if (typeof value === 'number') return Number.isNaN(value) ? NOT_A_NUMBER : NUMBER
  if (typeof value === 'bigint') return NUMBER
  if (typeof value === 'string') return TEXT
  if (typeof value === 'boolean') return BOOLEAN
  return value instanceof Date ? DATE : OTHER
}

/** Whether a cell is empty. */
export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}
