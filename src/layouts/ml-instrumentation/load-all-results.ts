import type { ColumnTable } from 'arquero'
import { withDatabase } from '../../readers/sqlite/database.js'
import { throwProblem } from '../../readers/text/options.js'
import { idKey, type RunId } from './id.js'
import { joinMetrics, type Cells } from './join-metrics.js'
import { readMetadata, type MetadataRow } from './metadata.js'
import { freeName, tableOf, withMetrics } from './read-metrics.js'
import { runTables } from './tables.js'

/**
 * Reads metrics of a database of ml-instrumentation's as `readMetrics` does, and beside them the
 * metadata of each row's id, as the tool's own `load_all_results` does. An id without metadata has
 * `null` there; one with two rows of metadata has each of its rows twice. A name that a metric has
 * too gets `_right` after it.
 *
 * @param db the path of the file, which is only read
 * @param metrics their names; default: all, in the order in which they were first stored
 * @param ids only these runs; default: all
 * @throws AssayError for a name that no metric has
 * @throws IssueError when the file cannot be read, is damaged, or locked by its writer
 *
 * @example
 * const results = loadAllResults('test/fixtures/ml-instrumentation/new/merged.db', ['ret'])
 * results.columnNames() // ['frame', 'id', 'ret', 'lr', 'seed', 'name', 'big', 'momentum']
 * results.get('name', 0) // 'adam'
 */
export function loadAllResults(
  db: string,
  metrics?: readonly string[],
  ids?: readonly RunId[],
): ColumnTable {
  return withDatabase(db, (database) => {
    const joined = joinMetrics(database, metrics, ids)
    const { metadata } = runTables(database, throwProblem)
    const columns = withMetrics(joined)
    if (metadata === undefined) return tableOf(columns)

    const byId = new Map<number | string, MetadataRow[]>()
    for (const row of readMetadata(database, metadata, throwProblem)) {
      const rows = byId.get(idKey(row.id))
      if (rows) rows.push(row)
      else byId.set(idKey(row.id), [row])
    }
    const rowsOf = joined.ids.map((id) => byId.get(idKey(id)) ?? [undefined])
    const repeated = rowsOf.every(({ length }) => length === 1)
      ? columns
      : new Map(Array.from(columns, ([name, cells]) => [name, repeat(cells, rowsOf)]))
    const found = rowsOf.flat()
    const all = new Map<string, Cells>(repeated)
    for (const name of metadata.columns) {
      if (name !== 'id') all.set(freeName(name, all), cellsOf(name, found))
    }
    return tableOf(all)
  })
}

/** Each cell as often as its row has metadata. */
function repeat(cells: Cells, rowsOf: readonly (readonly unknown[])[]): Cells {
  const repeated = rowsOf.flatMap((rows, row) => rows.map(() => cells[row]))
  return cells instanceof Float64Array ? Float64Array.from(repeated, Number) : repeated
}

function cellsOf(name: string, rows: readonly (MetadataRow | undefined)[]): Cells {
  return rows.map((row) => row?.values.get(name) ?? null)
}
