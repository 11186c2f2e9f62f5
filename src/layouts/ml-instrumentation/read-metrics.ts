import { table, type ColumnTable } from 'arquero'
import { withDatabase } from '../../readers/sqlite/database.js'
import type { RunId } from './id.js'
import { joinMetrics, type Cells, type JoinedMetrics } from './join-metrics.js'

/**
 * Reads metrics of a database of ml-instrumentation's, as its own `read_metrics` does: a table with
 * a row for each `frame` and `id` that any of them has, and a column a metric, sorted by frame and
 * then by id. Where a metric has no value (or NaN, which the tool stores as none) there is `null`.
 *
 * A frame that several metrics have twice for an id, as after a merge that was done twice, comes in
 * every combination. NumPy scalars other than float64 are bytes: their type is not in the file.
 *
 * @param db the path of the file, which is only read
 * @param metrics their names; default: all, in the order in which they were first stored
 * @param ids only these runs; default: all. `1` and `'1'` are different ids
 * @throws AssayError for a name that no metric has
 * @throws IssueError when the file cannot be read, is damaged, or locked by its writer
 *
 * @example
 * const db = 'test/fixtures/ml-instrumentation/new/merged.db'
 * const returns = readMetrics(db, ['ret', 'reward'], [1, 2])
 * returns.columnNames() // ['frame', 'id', 'ret', 'reward']
 * returns.object(0) // { frame: 0, id: 1, ret: null, reward: 0.7965832040358193 }
 */
export function readMetrics(
  db: string,
  metrics?: readonly string[],
  ids?: readonly RunId[],
): ColumnTable {
  return withDatabase(db, (database) => tableOf(withMetrics(joinMetrics(database, metrics, ids))))
}

/** Frame, id and metrics by the names of their columns. */
export function withMetrics({ frames, ids, metrics }: JoinedMetrics): Map<string, Cells> {
  const columns = new Map<string, Cells>([
    ['frame', frames],
    ['id', ids],
  ])
  for (const [name, values] of metrics) columns.set(freeName(name, columns), values)
  return columns
}

/** A name that is taken gets `_right` after it, as in the tool's tables. */
export function freeName(name: string, columns: ReadonlyMap<string, unknown>): string {
  return columns.has(name) ? freeName(`${name}_right`, columns) : name
}

export function tableOf(columns: ReadonlyMap<string, Cells>): ColumnTable {
  return table(Array.from(columns, ([name, values]) => [name, values]))
}
