import type { TableLike } from '../table-like.js'

/** A column of a table that is made from another one. */
export interface DerivedColumn {
  readonly name: string
  readonly at: (row: number) => unknown
}

/** A table of other columns over the rows of `table`; nothing is copied. */
export function derivedTable(table: TableLike, columns: readonly DerivedColumn[]): TableLike {
  const byName = new Map(columns.map((column) => [column.name, column]))
  return {
    columnNames: () => columns.map(({ name }) => name),
    numRows: () => table.numRows(),
    indices: () => table.indices(),
    column: (name) => byName.get(name),
  }
}

/** A column of a table as it is. */
export function sameColumn(table: TableLike, name: string): DerivedColumn {
  const column = table.column(name)
  return { name, at: (row) => column?.at(row) ?? null }
}
