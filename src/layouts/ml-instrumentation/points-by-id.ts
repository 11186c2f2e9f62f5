import type { Points } from '../../experiment.js'
import type { FileProblem } from '../../issue.js'
import type { Database } from '../../readers/sqlite/database.js'
import type { Table } from '../../readers/sqlite/tables.js'
import { idKey } from './id.js'
import { GrowingNumbers } from './growing-numbers.js'
import { GrowingValues } from './growing-values.js'
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
  const builders = new Map<number | string, { steps: GrowingNumbers; values: GrowingValues }>()
  eachPoint(
    database,
    table,
    (frame, id, measurement) => {
      const key = idKey(id)
      let builder = builders.get(key)
      if (builder === undefined) {
        builder = { steps: new GrowingNumbers(), values: new GrowingValues() }
        builders.set(key, builder)
      }
      builder.steps.push(frame)
      builder.values.push(measurement)
    },
    report,
  )
  const points = new Map<number | string, Points>()
  for (const [key, { steps, values }] of builders) {
    points.set(key, inOrder(steps.finish(), values.finish()))
    builders.delete(key)
  }
  return points
}

function inOrder(steps: Float64Array, values: Points['values']): Points {
  if (steps.every((step, index) => index === 0 || step >= (steps[index - 1] ?? step))) {
    return { steps, values }
  }
  const order = Array.from(steps.keys()).sort((a, b) => (steps[a] ?? 0) - (steps[b] ?? 0))
  return {
    steps: Float64Array.from(order, (row) => steps[row] ?? NaN),
    values:
      values instanceof Float64Array
        ? Float64Array.from(order, (row) => values[row] ?? NaN)
        : order.map((row) => values[row] ?? null),
  }
}
