import type { Points } from '../../experiment.js'
import type { FileProblem } from '../../issue.js'
import { GrowingColumn } from '../../readers/growing-column.js'
import type { Database } from '../../readers/sqlite/database.js'
import type { Table } from '../../readers/sqlite/tables.js'
import { pickValues } from '../pick-values.js'
import { idKey } from './id.js'
import { eachPoint } from './metric-rows.js'

/**
 * The points of a metric by {@link idKey}, read in one pass: there is no index, so that a query an id
 * would read the table as often.
 *
 * They are in the order of their frames, as the tool's own reader has them. A frame may come more
 * than once (a merge that was done twice, a vectorised run): those stay, in the order of writing.
 */
export function pointsById(
  database: Database,
  table: Table,
  report: (problem: FileProblem) => void,
): ReadonlyMap<number | string, Points> {
  const columns = new Map<number | string, GrowingColumn>()
  eachPoint(
    database,
    table,
    (frame, id, measurement) => {
      const key = idKey(id)
      let column = columns.get(key)
      if (column === undefined) columns.set(key, (column = new GrowingColumn()))
      // SQLite has no NaN: the tool's are NULL in the file.
      column.push(frame, measurement ?? NaN)
    },
    report,
  )
  const points = new Map<number | string, Points>()
  for (const [key, column] of columns) {
    points.set(key, inOrder(withNulls(column.points())))
    columns.delete(key)
  }
  return points
}

/** Among other values NULL is null. */
function withNulls({ steps, values }: Points): Points {
  if (values instanceof Float64Array) return { steps, values }
  return { steps, values: values.map((value) => (Number.isNaN(value) ? null : value)) }
}

function inOrder({ steps, values }: Points): Points {
  if (steps.every((step, index) => index === 0 || step >= (steps[index - 1] ?? step))) {
    return { steps, values }
  }
  const order = Array.from(steps.keys()).sort((a, b) => (steps[a] ?? 0) - (steps[b] ?? 0))
  return {
    steps: Float64Array.from(order, (row) => steps[row] ?? NaN),
    values: pickValues(values, order),
  }
}
