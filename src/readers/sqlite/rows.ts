import { IssueError, type FileProblem } from '../../issue.js'
import type { Database } from './database.js'
import { CORRUPT, resultCode } from './libsql.js'
import { damaged, databaseProblem } from './problem.js'
import type { Table } from './tables.js'
import { payload, quoted, received, transported, type SqlValue } from './value.js'

/** Between two chunks the file is not locked, so that a run that writes to it need not wait long. */
const CHUNK = 20_000

/** No row takes less of a file, whatever its pages say. */
export const LEAST_BYTES = 4

const FIRST_ROW = -(2n ** 63n)
const LAST_ROW = 2n ** 63n - 1n

/** The columns of a table, row by row in the order of writing, without holding the rows. */
export interface Reading {
  readonly table: Table
  readonly columns: readonly string[]
  /** Called with the cells of `columns`; the next row may use the same array. */
  readonly visit: (cells: readonly SqlValue[]) => void
}

/**
 * Reads a table, or what there is of it: damage is reported once, and the rows before it count.
 *
 * @throws IssueError `database-locked`
 */
export function readTable(
  database: Database,
  { table, columns, visit }: Reading,
  report: (problem: FileProblem) => void,
): void {
  const cells = new Array<SqlValue>(columns.length).fill(null)
  const take = (row: readonly unknown[], start: number): void => {
    for (let i = 0; i < cells.length; i++) {
      cells[i] = received(row[start + i], database.decode)
    }
    visit(cells)
  }
  const part = `table ${quoted(table.name)}`
  database.metBadText()
  try {
    if (table.rowNumber === undefined) readWhole(database, table, columns, take)
    else readInChunks(database, table, table.rowNumber, columns, take)
  } catch (error) {
    const { problem } = databaseProblem(database.path, error, part)
    if (problem.code === 'database-locked') throw new IssueError(problem, { cause: error })
    report(problem)
  }
  if (database.metBadText()) {
    report(
      damaged(
        database.path,
        `${part} has text that is not UTF-8; what is not stands there as \ufffd`,
      ).problem,
    )
  }
}

type Take = (row: readonly unknown[], start: number) => void

function readInChunks(
  database: Database,
  table: Table,
  rowNumber: string,
  columns: readonly string[],
  take: Take,
): void {
  const spend = budget(database)
  // NOT INDEXED: an index of expressions would have them evaluated.
  const sql =
    `SELECT ${[rowNumber, ...columns.map(selected)].join(', ')} FROM ${quoted(table.name)} NOT INDEXED ` +
    `WHERE ${rowNumber} >= ? ORDER BY ${rowNumber} LIMIT ?`
  const statement = database.connection.prepare(sql).raw(true).safeIntegers(true)
  let next = FIRST_ROW
  /** Gives how many rows there were. */
  const read = (limit: number): number => {
    let rows = 0
    for (const row of statement.iterate(next, BigInt(limit))) {
      const number = row[0]
      // In a tree that leads back into itself rows come again and again.
      if (typeof number !== 'bigint' || number < next) throw disorder(database)
      spend(row)
      take(row, 1)
      if (number === LAST_ROW) return 0
      next = number + 1n
      rows += 1
    }
    return rows
  }
  try {
    while (read(CHUNK) === CHUNK);
  } catch (error) {
    // libsql fetches a hundred rows at a time and gives none of those beside a damaged one.
    if (resultCode(error) === CORRUPT) while (read(1) === 1);
    throw error
  }
}

/** A table without row numbers is in the order of its key. */
function readWhole(database: Database, table: Table, columns: readonly string[], take: Take): void {
  const spend = budget(database)
  const sql = `SELECT ${columns.map(selected).join(', ')} FROM ${quoted(table.name)} NOT INDEXED`
  const statement = database.connection.prepare(sql).raw(true).safeIntegers(true)
  for (const row of statement.iterate()) {
    spend(row)
    take(row, 0)
  }
}

function selected(column: string): string {
  return transported(quoted(column))
}

/** Pages that are shared by many rows could unfold to any size: no more is read than the file is long. */
function budget(database: Database): (row: readonly unknown[]) => void {
  let left = database.size
  return (row) => {
    left -= LEAST_BYTES
    for (const cell of row) left -= payload(cell)
    if (left < 0) throw disorder(database)
  }
}

function disorder({ path }: Database): IssueError {
  return damaged(path, 'rows come more than once')
}
