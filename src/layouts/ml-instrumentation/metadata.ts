import type { Params } from '../../experiment.js'
import type { FileProblem } from '../../issue.js'
import type { Database } from '../../readers/sqlite/database.js'
import { readTable } from '../../readers/sqlite/rows.js'
import type { Table } from '../../readers/sqlite/tables.js'
import type { SqlValue } from '../../readers/sqlite/value.js'

/** A row of `_metadata_`: what one call of `attach_metadata` stored. */
export interface MetadataRow {
  readonly id: SqlValue
  /** By name, without the id; NULL where another call brought the name. */
  readonly values: ReadonlyMap<string, SqlValue>
}

export function readMetadata(
  database: Database,
  table: Table,
  report: (problem: FileProblem) => void,
): readonly MetadataRow[] {
  const rows: MetadataRow[] = []
  const columns = ['id', ...table.columns.filter((column) => column !== 'id')]
  const visit = ([id = null, ...cells]: readonly SqlValue[]): void => {
    const names = columns.slice(1)
    rows.push({ id, values: new Map(names.map((name, index) => [name, cells[index] ?? null])) })
  }
  readTable(database, { table, columns, visit }, report)
  return rows
}

/**
 * The params of a run: its id, and what its rows of metadata hold. NULL means that the name was not
 * given (or that the value was NaN, which the tool stores so); of several rows the last value counts.
 */
export function paramsOf(id: SqlValue, rows: readonly MetadataRow[]): Params {
  const params = new Map<string, SqlValue>([['id', id]])
  for (const { values } of rows) {
    for (const [name, value] of values) if (value !== null) params.set(name, value)
  }
  return Object.fromEntries(params)
}
