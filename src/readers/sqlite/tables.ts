import type { FileProblem } from '../../issue.js'
import type { Database } from './database.js'
import { ERROR, resultCode } from './libsql.js'
import { damaged } from './problem.js'
import { quoted } from './value.js'

/** A table that holds rows. */
export interface Table {
  readonly name: string
  /** The columns that are stored, in order. */
  readonly columns: readonly string[]
  /** What a row's number goes by; `undefined` in a table without. */
  readonly rowNumber: string | undefined
}

/**
 * The tables of a database in the order in which they were made: real ones only, for a view or a
 * virtual table may be a program, and no column that is computed.
 *
 * @throws IssueError (through `withDatabase`) `database-damaged` or `database-locked`
 */
export function tablesOf(
  database: Database,
  report: (problem: FileProblem) => void,
): readonly Table[] {
  const sql =
    'SELECT CAST(name AS BLOB), CAST(substr(sql, 1, 2 * length(name) + 20) AS BLOB) ' +
    "FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY rowid"
  const tables: Table[] = []
  for (const [name, made] of textsOf(database, sql)) {
    if (name === undefined || made === undefined) {
      report(
        damaged(database.path, 'the name of a table is not text, and the table was left out')
          .problem,
      )
    } else if (nameMade(made) === name) {
      tables.push(tableOf(database, name))
    }
  }
  return tables
}

/**
 * The name of the table that a statement makes. SQLite goes by the statement, so that a schema that
 * was tampered with could give a view the name of a table.
 */
function nameMade(statement: string): string | undefined {
  const made =
    /^CREATE TABLE\s*(?:"((?:[^"]|"")*)"|\[([^\]]*)\]|`((?:[^`]|``)*)`|'((?:[^']|'')*)'|([^\s("'`[]+))/
  const [, double, bracketed, back, single, bare] = made.exec(statement) ?? []
  return (
    double?.replaceAll('""', '"') ??
    bracketed ??
    back?.replaceAll('``', '`') ??
    single?.replaceAll("''", "'") ??
    bare
  )
}

function tableOf(database: Database, name: string): Table {
  const sql = 'SELECT CAST(name AS BLOB), CAST(hidden AS BLOB) FROM pragma_table_xinfo(?)'
  const all = textsOf(database, sql, name)
  const columns = all.flatMap(([column, hidden]) =>
    column !== undefined && hidden === '0' ? [column] : [],
  )
  const taken = all.map(([column]) => column?.toLowerCase())
  const free = ['rowid', '_rowid_', 'oid'].find((candidate) => !taken.includes(candidate))
  return { name, columns, rowNumber: free && hasColumn(database, name, free) ? free : undefined }
}

/** Tables `WITHOUT ROWID` do not have the column that others have without saying so. */
function hasColumn({ connection }: Database, table: string, column: string): boolean {
  try {
    connection.prepare(`SELECT ${column} FROM ${quoted(table)}`)
    return true
  } catch (error) {
    if (resultCode(error) === ERROR) return false
    throw error
  }
}

/** Rows of texts, `undefined` where one is not text. */
function textsOf(
  database: Database,
  sql: string,
  ...parameters: readonly string[]
): readonly (readonly (string | undefined)[])[] {
  const rows = database.connection
    .prepare(sql)
    .raw(true)
    .iterate(...parameters)
  return Array.from(rows, (row) =>
    row.map((cell) => {
      const text = cell instanceof Uint8Array ? database.decode(cell) : undefined
      return database.metBadText() ? undefined : text
    }),
  )
}
