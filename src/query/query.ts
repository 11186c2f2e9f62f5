import { BitSet, type ColumnTable } from 'arquero'
import { EMPTY, type Accessor } from './cell.js'
import { checkOrder } from './check-order.js'
import type { QueryField } from './condition.js'
import { parseQuery } from './parse.js'
import { select, type Mask } from './select.js'
import { checkFields } from './unknown-field.js'

/**
 * The rows of a table for which a query holds, in their order and groups; the columns are shared.
 * The language is in docs/queries.md: MLXP's, and more. An empty cell is a missing value: every
 * comparison with it is false, but for `== None`.
 *
 * @throws QueryError for a query that does not hold together, a field that is no column, and an
 * order of values that have none in any row.
 * @example
 * query(table, 'acc > 0.9 & lr in [0.1, 0.5]').numRows() // 3
 * query(table, 'acc is null or not lr < 1').numRows() // 0
 */
export function query<T extends ColumnTable>(table: T, text: string): T {
  const asked = parseQuery(text)
  checkFields(asked, table.columnNames(), hint)
  const bind = ({ name }: QueryField): Accessor => cellsOf(table.column(name))
  const rows = table.totalRows()
  checkOrder(asked, bind, rows)
  const mask = maskOf(table)
  select(asked, bind, ({ name }) => arrayOf(table.column(name)), mask)
  const filter = new BitSet(rows)
  for (let row = 0; row < rows; row++) {
    if (mask[row] === 1) filter.set(row)
  }
  return table.create({ filter })
}

/** The rows that the table has not filtered out. */
function maskOf(table: ColumnTable): Mask {
  const mask = new Uint8Array(table.totalRows())
  if (table.isFiltered()) table.mask().scan((row) => (mask[row] = 1))
  else mask.fill(1)
  return mask
}

interface Column {
  at(row: number): unknown
}

function arrayOf(column: Column | undefined): ArrayLike<unknown> | undefined {
  return Array.isArray(column) || column instanceof Float64Array ? column : undefined
}

function cellsOf(column: Column | undefined): Accessor {
  const array = arrayOf(column)
  return array ? (row) => array[row] ?? EMPTY : (row) => column?.at(row) ?? EMPTY
}

function hint({ series }: QueryField): string {
  return series
    ? ` A table has the summary of a series that was asked for: seriesMetric('${series.name}@${series.keep}').`
    : ' The params that do not vary are in examiner.table({ concise: false }).'
}
