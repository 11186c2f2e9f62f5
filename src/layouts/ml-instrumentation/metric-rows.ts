import type { FileProblem } from '../../issue.js'
import type { Database } from '../../readers/sqlite/database.js'
import { readTable } from '../../readers/sqlite/rows.js'
import type { Table } from '../../readers/sqlite/tables.js'
import { quoted, type SqlValue } from '../../readers/sqlite/value.js'
import type { RunId } from './id.js'
import { METRIC_COLUMNS } from './tables.js'

/** Reads a metric row by row. What has no id, or a frame that is no number, is left out and reported. */
export function eachPoint(
  database: Database,
  table: Table,
  visit: (frame: number, id: RunId, measurement: SqlValue) => void,
  report: (problem: FileProblem) => void,
): void {
  let odd = 0
  const visitRow = ([frame, id, measurement = null]: readonly SqlValue[]): void => {
    const isNumber = typeof frame === 'number' || typeof frame === 'bigint'
    if (isNumber && id !== null && id !== undefined) visit(Number(frame), id, measurement)
    else odd += 1
  }
  readTable(database, { table, columns: METRIC_COLUMNS, visit: visitRow }, report)
  if (odd === 0) return
  report({
    code: 'layout-mismatch',
    file: database.path,
    message: `Table ${quoted(table.name)} of ${database.path} has ${odd} rows without an id or with a frame that is no number; they were left out.`,
  })
}
