import { AssayError } from '../issue.js'
import { shortLabelOf } from './label.js'
import type { TableLike } from '../table-like.js'
import { cellsOf } from './cells.js'
import { isSeries } from '../curve.js'

/** A numeric column, and what of it cannot be drawn. */
export interface Metric {
  /** By row: a finite number, or null. */
  readonly values: readonly (number | null)[]
  /** One sentence for each kind of value that is not drawn. */
  readonly notes: readonly string[]
}

/** Reads a numeric column; throws an AssayError if there is none so named or it is not numeric. */
export function metricOf(table: TableLike, name: string): Metric {
  return numbersOf(cellsOf(table, name), name)
}

/** The numbers in a column's cells. */
export function numbersOf(cells: readonly unknown[], name: string): Metric {
  let missing = 0
  let nan = 0
  let infinite = 0
  const values = cells.map((cell) => {
    if (cell === null || cell === undefined) missing++
    else if (typeof cell !== 'number' && typeof cell !== 'bigint') throw notNumeric(name, cell)
    else {
      const value = Number(cell)
      if (Number.isFinite(value)) return value
      if (Number.isNaN(value)) nan++
      else infinite++
    }
    return null
  })
  const notes = [
    countNote(missing, cells.length, `no ${name}`),
    countNote(nan, cells.length, `${name} = NaN`),
    countNote(infinite, cells.length, `infinite ${name}`),
  ]
  return { values, notes: notes.filter((note) => note !== '') }
}

/** '2 of 12 runs have no acc', or '' of none. */
export function countNote(count: number, total: number, what: string): string {
  return count === 0 ? '' : `${count} of ${total} runs ${count === 1 ? 'has' : 'have'} ${what}`
}

function notNumeric(name: string, cell: unknown): AssayError {
  if (isSeries(cell)) {
    return new AssayError(`Column '${name}' holds series over steps; lineChart draws those.`)
  }
  return new AssayError(
    `Column '${name}' is not numeric: it holds ${shortLabelOf(cell)} (${typeof cell}).`,
  )
}
