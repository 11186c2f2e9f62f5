import type { ParamValue, Points } from '../../experiment.js'
import type { Column } from './column.js'
import type { Rows } from './experiments.js'
import { plain } from './plain.js'
import type { Records } from './records.js'

/** The keys that records of a part own, in the order of recording. */
export function keysOf(records: Records, rows: Rows): string[] {
  return Array.from(records.columns).flatMap(([key, column]) => {
    return positions(column, rows).next().done ? [] : [key]
  })
}

/** The values that records of a part have for a key, each with the record's number among them. */
export function pointsOf(records: Records, key: string, rows: Rows): Points | undefined {
  const column = records.columns.get(key)
  if (column === undefined) return undefined
  const found = Int32Array.from(positions(column, rows))
  if (found.length === 0) return undefined
  const steps = Float64Array.from(found, (position) => rows.index(column.rowAt(position)))
  const numbers = column.numbers()
  const values = numbers
    ? Float64Array.from(found, (position) => numbers[position] ?? NaN)
    : Array.from(found, (position): ParamValue => plain(column.valueAt(position) ?? null))
  return { steps, values }
}

/** Where a column has the values of a part. */
function* positions(column: Column, rows: Rows): Generator<number> {
  // Experiments follow one another, so that little is looked at in vain.
  for (let position = column.position(rows.first); position < column.length; position += 1) {
    const row = column.rowAt(position)
    if (row > rows.last) return
    if (rows.has(row)) yield position
  }
}
