import type { FileProblem } from '../../issue.js'
import type { Database } from './database.js'
import { BUSY, LOCKED, resultCode } from './libsql.js'
import { databaseProblem } from './problem.js'
import { LEAST_BYTES, readTable } from './rows.js'
import type { Table } from './tables.js'
import { quoted, received, transported, type SqlValue } from './value.js'

/** In bytes: a longer text or blob counts as NULL here. */
const LONGEST = 1000

/**
 * The distinct values of a column in the order of their first rows, at most `most` of them. Of a
 * damaged table those before the damage, which is reported.
 *
 * @throws IssueError `database-locked`
 */
export function distinctValues(
  database: Database,
  table: Table,
  column: string,
  most: number,
  report: (problem: FileProblem) => void,
): readonly SqlValue[] {
  const name = quoted(column)
  const short = `CASE WHEN typeof(${name}) IN ('text', 'blob') AND octet_length(${name}) > ${LONGEST} THEN NULL ELSE ${transported(name)} END`
  // No honest file has more rows; in a tree that leads back into itself there is no end of them.
  const rows = Math.ceil(database.size / LEAST_BYTES)
  const sql =
    `SELECT DISTINCT value FROM (SELECT ${short} AS value FROM ${quoted(table.name)} NOT INDEXED LIMIT ${rows}) ` +
    `LIMIT ${most}`
  try {
    const statement = database.connection.prepare(sql).raw(true).safeIntegers(true)
    return Array.from(statement.iterate(), ([cell]) => received(cell, database.decode))
  } catch (error) {
    const code = resultCode(error)
    if (code === BUSY || code === LOCKED) throw databaseProblem(database.path, error)
    const found = new Map<string, SqlValue>()
    const visit = ([value = null]: readonly SqlValue[]): void => {
      if (found.size < most) found.set(keyOf(value), value)
    }
    readTable(database, { table, columns: [column], visit }, report)
    return [...found.values()]
  }
}

function keyOf(value: SqlValue): string {
  return `${typeof value} ${value instanceof Uint8Array ? value.join() : String(value)}`
}
