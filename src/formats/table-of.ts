import { table, type ColumnTable } from 'arquero'
import { packed } from '../values/packed.js'

/** A table of columns that were read; one of nothing but numbers is a `Float64Array`. */
export function tableOf(columns: ReadonlyMap<string, unknown[]>): ColumnTable {
  return table(Array.from(columns, ([name, values]) => [name, packed(values)]))
}
