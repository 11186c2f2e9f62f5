import type { FileProblem } from '../../issue.js'
import type { Database } from '../../readers/sqlite/database.js'
import { tablesOf, type Table } from '../../readers/sqlite/tables.js'

/** What a database of ml-instrumentation's holds. */
export interface RunTables {
  /** A table a metric, in the order in which they were made. */
  readonly metrics: readonly Table[]
  readonly metadata: Table | undefined
  /** Whether there is metadata that belongs to no id. */
  readonly hasStrayMetadata: boolean
}

/** The columns of a metric; the rows of an id are those of one run. */
export const METRIC_COLUMNS = ['frame', 'id', 'measurement'] as const

/** Tables that are not of ml-instrumentation's making are left out. */
export function runTables(database: Database, report: (problem: FileProblem) => void): RunTables {
  const tables = tablesOf(database, report)
  const isMetadata = ({ name }: Table): boolean => name === '_metadata_'
  const isMetric = (table: Table): boolean =>
    !isMetadata(table) && METRIC_COLUMNS.every((column) => table.columns.includes(column))
  const named = tables.find(isMetadata)
  const metadata = named?.columns.includes('id') === true ? named : undefined
  return { metrics: tables.filter(isMetric), metadata, hasStrayMetadata: named !== metadata }
}
