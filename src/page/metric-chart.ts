import { barChart } from '../chart/bar.js'
import { scatterChart } from '../chart/scatter.js'
import type { ChartSpec } from '../chart/spec.js'
import type { TableLike } from '../table-like.js'
import { columnValues } from '../table-like.js'
import { isNumeric } from '../values/is-numeric.js'

const MOST_BARS = 12

/** What a chart of a metric is drawn from. */
export interface MetricChoice {
  readonly metric: string
  readonly x: string
  readonly color?: string | undefined
  /** The column of the runs' names. */
  readonly label: string
}

/** Bars of a metric's mean by a param of few values; by one of many numbers a point a run. */
export function metricChart(
  table: TableLike,
  { metric, x, color, label }: MetricChoice,
  size: { readonly width: number; readonly height: number },
): ChartSpec {
  const values = new Set(columnValues(table, x))
  values.delete(null)
  return values.size > MOST_BARS && [...values].every(isNumeric)
    ? scatterChart(table, { x, y: metric, color, label, ...size })
    : barChart(table, { x, y: metric, color, ...size })
}
