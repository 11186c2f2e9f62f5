import type { FileProblem } from '../../issue.js'
import type { Database } from '../../readers/sqlite/database.js'
import { distinctValues } from '../../readers/sqlite/distinct.js'
import type { Table } from '../../readers/sqlite/tables.js'
import type { SqlValue } from '../../readers/sqlite/value.js'
import { compareValues } from '../../values/compare-values.js'
import { idKey } from './id.js'
import { readMetadata, type MetadataRow } from './metadata.js'
import { runTables } from './tables.js'

/** What a database says of one run, without its points. */
export interface RunContents {
  readonly id: SqlValue
  /** The metrics that it has points of. */
  readonly metrics: readonly Table[]
  readonly metadata: readonly MetadataRow[]
}

/** Each becomes a row of the table, so that one file must not bring millions. */
const MOST_RUNS = 100_000

/** The runs of a database in the order of their ids; those that have metadata only are among them. */
export function contentsOf(
  database: Database,
  report: (problem: FileProblem) => void,
): readonly RunContents[] {
  const { metrics, metadata, hasStrayMetadata } = runTables(database, report)
  if (metrics.length === 0 && metadata === undefined) {
    report(mismatch(database, 'has no table with the columns frame, id and measurement'))
  }
  if (hasStrayMetadata) {
    report(mismatch(database, 'has a table _metadata_ without a column id, so there are no params'))
  }
  const runs = new Map<
    number | string,
    { id: SqlValue; metrics: Table[]; metadata: MetadataRow[] }
  >()
  const runOf = (id: SqlValue) => {
    const key = idKey(id)
    const run = runs.get(key) ?? { id, metrics: [], metadata: [] }
    if (runs.size < MOST_RUNS) runs.set(key, run)
    return run
  }
  let most = 0
  for (const table of metrics) {
    const ids = distinctValues(database, table, 'id', MOST_RUNS + 1, report)
    most = Math.max(most, ids.length)
    for (const id of ids) if (id !== null) runOf(id).metrics.push(table)
  }
  const rows = metadata ? readMetadata(database, metadata, report) : []
  for (const row of rows) if (row.id !== null) runOf(row.id).metadata.push(row)
  if (most > MOST_RUNS || runs.size === MOST_RUNS) {
    report(mismatch(database, `has more than ${MOST_RUNS} ids; the others were left out`))
  }
  return [...runs.values()].sort((a, b) => compareValues(a.id, b.id))
}

function mismatch({ path }: Database, what: string): FileProblem {
  return {
    code: 'layout-mismatch',
    file: path,
    message: `${path} ${what}. Is it a database of ml-instrumentation's?`,
  }
}
