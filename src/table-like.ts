/**
 * What Assay asks of a table that it is given: an Arquero table has it, whichever copy of Arquero
 * made it, and so `instanceof` is never asked.
 */
export interface TableLike {
  columnNames(): string[]
  numRows(): number
  /** The row numbers in the table's order, without those that are filtered out. */
  indices(): ArrayLike<number>
  column(name: string): { at(row: number): unknown } | undefined
}

/** The values of a column, in the table's order. */
export function columnValues(table: TableLike, name: string): unknown[] {
  const column = table.column(name)
  return Array.from(table.indices(), (row) => column?.at(row))
}

/** Whether a value has what is asked of a table. */
export function isTable(value: unknown): value is TableLike {
  if (typeof value !== 'object' || value === null) return false
  const table = value as Readonly<Record<string, unknown>>
  return ['columnNames', 'numRows', 'indices', 'column'].every(
    (method) => typeof table[method] === 'function',
  )
}
