import { compareValues, isMissing } from '../values/compare-values.js'
import { sortNaturally } from '../values/natural-order.js'
import { shownCell, type CellValue } from './cells.js'

/** What the runs are sorted by. */
export interface Sort {
  readonly column: string
  readonly direction: 'asc' | 'desc'
}

/** Sorts row numbers by the values of a column; NaN and then missing values come last either way. */
export function sorted(
  rows: ArrayLike<number>,
  values: readonly CellValue[],
  direction: Sort['direction'],
): number[] {
  const ranks = ranksOf(values)
  const sign = direction === 'desc' ? -1 : 1
  return Array.from(rows).sort((a, b) => {
    const [x, y] = [ranks[a] ?? LAST, ranks[b] ?? LAST]
    if (x === y) return a - b
    return (x < y ? -1 : 1) * (Math.max(x, y) >= NOT_A_NUMBER ? 1 : sign)
  })
}

const NOT_A_NUMBER = Number.MAX_SAFE_INTEGER - 1
const LAST = Number.MAX_SAFE_INTEGER

/** By row, the place of its value among all; a column is ranked when it is first sorted by. */
const known = new WeakMap<readonly CellValue[], Float64Array>()

function ranksOf(cells: readonly CellValue[]): Float64Array {
  const made = known.get(cells)
  if (made !== undefined) return made
  const values = cells.map((cell) => (Array.isArray(cell) ? shownCell(cell) : cell))
  const distinct = [...new Set(values)].filter((value) => !isMissing(value) && !Number.isNaN(value))
  const place = new Map(inOrder(distinct).map((value, index) => [value, index]))
  const ranks = Float64Array.from(values, (value) => {
    return isMissing(value) ? LAST : (place.get(value) ?? NOT_A_NUMBER)
  })
  known.set(cells, ranks)
  return ranks
}

/** Names are taken apart once each: ten thousand of them would else take seconds to compare. */
function inOrder(values: readonly CellValue[]): readonly CellValue[] {
  const texts = values.filter((value) => typeof value === 'string')
  return texts.length === values.length
    ? sortNaturally(texts, (text) => text)
    : values.toSorted(compareValues)
}
