import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import { columnValues, isTable, type TableLike } from '../table-like.js'

/**
 * A column's cells, a cell a row that passes the table's filter, in the table's order; throws an
 * AssayError that lists the columns if there is none so named.
 */
export function cellsOf(table: TableLike, name: string): unknown[] {
  if (!isTable(table)) {
    throw new AssayError('A chart is drawn from an Arquero table; this is not one.')
  }
  const names = table.columnNames()
  if (names.includes(name)) return columnValues(table, name)
  // An empty output folder makes a table without columns; its chart is empty and no error.
  if (table.numRows() === 0) return []
  throw new AssayError(`The table has no column '${name}'.${didYouMean(name, names)}`)
}
