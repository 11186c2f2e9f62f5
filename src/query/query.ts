import { BitSet, type ColumnTable } from 'arquero'
import { EMPTY, type Accessor } from './cell.js'
import { checkOrder } from './check-order.js'
import { compile } from './compile.js'
import type { QueryField } from './condition.js'
import { parseQuery } from './parse.js'
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
  const test = compile(asked, bind)
  const filter = new BitSet(rows)
  for (const row of table.indices(false)) {
    if (test(row) === true) filter.set(row)
  }
  return table.create({ filter })
}

interface Column {
  at(row: number): unknown
}

function cellsOf(column: Column | undefined): Accessor {
  const isArray = Array.isArray(column) || column instanceof Float64Array
  const array: ArrayLike<unknown> | undefined = isArray ? column : undefined
  return array ? (row) => array[row] ?? EMPTY : (row) => column?.at(row) ?? EMPTY
}

function hint({ series }: QueryField): string {
  return series
    ? ` A table has the summary of a series that was asked for: seriesMetric('${series.name}@${series.keep}').`
    : ' The params that do not vary are in examiner.table({ concise: false }).'
}
