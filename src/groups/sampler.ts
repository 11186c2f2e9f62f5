import { isSeries } from '../curve.js'
import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'
import { cellText } from '../values/cell-text.js'
import { isMissing } from '../values/compare-values.js'
import { isNumeric } from '../values/is-numeric.js'
import { Sample } from './sample.js'

/**
 * Gives the sample of a column in some rows; true counts as 1 and false as 0.
 *
 * @throws AssayError from the sampler where a cell is neither a number nor missing.
 */
export function samplerOf(table: TableLike, name: string): (rows: Uint32Array) => Sample {
  const column = table.column(name)
  if (column instanceof Float64Array) return (rows) => sampleOf(rows, (row) => column[row])
  return (rows) =>
    sampleOf(rows, (row) => {
      const value = column?.at(row)
      if (typeof value === 'number' || isMissing(value)) return value
      if (isNumeric(value) || typeof value === 'boolean') return Number(value)
      throw notNumeric(name, value)
    })
}

function sampleOf(rows: Uint32Array, valueOf: (row: number) => number | null | undefined): Sample {
  const values = new Float64Array(rows.length)
  let n = 0
  let missing = 0
  for (const row of rows) {
    const value = valueOf(row)
    if (Number.isFinite(value)) values[n++] = value as number
    else if (isMissing(value)) missing += 1
  }
  // Not a part of the array: a small one has no buffer until a part is taken, which is slow.
  const finite = n === rows.length ? values : values.slice(0, n)
  return new Sample(finite, rows.length, missing, rows.length - n - missing)
}

function notNumeric(name: string, value: unknown): AssayError {
  if (isSeries(value)) {
    return new AssayError(
      `Column '${name}' holds series over steps; keep one value of each ('${name}@last', '@min', ` +
        '...), or average them with curves().',
    )
  }
  return new AssayError(
    `Column '${name}' is not numeric: it holds ${cellText(value).slice(0, 60)} (${typeof value}).`,
  )
}
