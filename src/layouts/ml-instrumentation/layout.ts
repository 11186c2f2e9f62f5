import type { Points } from '../../experiment.js'
import { withDatabase } from '../../readers/sqlite/database.js'
import type { Table } from '../../readers/sqlite/tables.js'
import { guardRead } from '../guard-read.js'
import type { Layout, Report, Run } from '../layout.js'
import { contentsOf, type RunContents } from './contents.js'
import { idKey, idName } from './id.js'
import { paramsOf } from './metadata.js'
import { pointsById } from './points-by-id.js'
import { recogniseDatabase } from './recognise.js'

/**
 * ml-instrumentation: an SQLite file with a table a metric, in which each id is a run. Its params
 * are the id and what `_metadata_` has for it.
 *
 * NumPy scalars other than float64 are in the file as bytes whose type nobody stored: they stay bytes.
 */
export const mlInstrumentation: Layout = {
  name: 'ml-instrumentation',
  looksLike: 'an SQLite file with tables of frame, id and measurement',
  recognise: recogniseDatabase,
  open: ({ path }, report) => {
    const told = new Set<string>()
    const tellOnce = (to: Report): Report => {
      return (problem) => {
        if (told.has(problem.message)) return
        told.add(problem.message)
        to(problem)
      }
    }
    const contents = guardRead(report, () =>
      withDatabase(path, (database) => contentsOf(database, tellOnce(report)), tellOnce(report)),
    )
    const read = new Map<string, ReadonlyMap<number | string, Points>>()
    const pointsOf = (
      table: Table,
      to: Report,
    ): ReadonlyMap<number | string, Points> | undefined => {
      const known = read.get(table.name)
      if (known) return known
      const points = guardRead(to, () =>
        withDatabase(path, (database) => pointsById(database, table, tellOnce(to)), tellOnce(to)),
      )
      if (points) read.set(table.name, points)
      return points
    }
    return (contents ?? []).map((run) => runOf(path, run, pointsOf))
  },
}

function runOf(
  path: string,
  { id, metrics, metadata }: RunContents,
  pointsOf: (table: Table, report: Report) => ReadonlyMap<number | string, Points> | undefined,
): Run {
  return {
    id: idName(id),
    params: (report) => {
      if (metadata.length > 1) {
        report({
          code: 'layout-mismatch',
          file: path,
          message: `${path} has ${metadata.length} rows of metadata for id ${idName(id)}; where they differ the last one counts.`,
        })
      }
      return paramsOf(id, metadata)
    },
    seriesNames: () => metrics.map(({ name }) => name),
    points: (name, report) => {
      const table = metrics.find((metric) => metric.name === name)
      return table && pointsOf(table, report)?.get(idKey(id))
    },
  }
}
