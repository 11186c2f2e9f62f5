import { table, type ColumnTable } from 'arquero'
import { packed } from '../values/packed.js'

/** A table of columns that were read; one of nothing but numbers is a `Float64Array`. */
export function tableOf(columns: ReadonlyMap<string, unknown[]>): ColumnTable {
  return table(Array.from(columns, ([name, values]) => [name, packed(values)]))
}

/** An integer that was read: a bigint only where a number would not hold it. */
export function exact(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
