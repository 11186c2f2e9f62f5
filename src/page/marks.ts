import { columnValues, type TableLike } from '../table-like.js'
import { isNumeric } from '../values/is-numeric.js'

/** What the chart of a metric shows: a bar a group with its interval, or a point a run. */
export const MARKS = ['means', 'runs'] as const

const MOST_BARS = 12

/** By a param of few values their means, by one of many numbers the runs. */
export function usualMarks(table: TableLike, x: string): (typeof MARKS)[number] {
  const values = new Set(columnValues(table, x))
  values.delete(null)
  return values.size > MOST_BARS && [...values].every(isNumeric) ? 'runs' : 'means'
}
