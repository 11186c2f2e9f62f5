import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'
import { averageCurves } from '../curves/average-curves.js'
import { cellsOf } from './cells.js'
import { colorOf } from './color.js'
import type { Spread } from '../stats/interval.js'
import { centreText } from './interval.js'
import { lineLayers } from './line-layers.js'
import { countNote } from './metric.js'
import type { Curve } from '../curve.js'
import { curvesOf } from './series.js'
import { axisTitle, chartSpec, type ChartOptions, type ChartSpec } from './spec.js'
import { stepGrid } from '../curves/step-grid.js'

/** What {@link lineChart} draws. */
export interface LineOptions extends ChartOptions {
  /** The column of series: cells of `{steps, values}`, or null. */
  readonly series: string
  /** A column: the runs that share its value are one line. Default: all runs are one line. */
  readonly color?: string | undefined
  /** What the band spans: `'ci95'` (the default), `'std'` or `'none'`. */
  readonly band?: Spread | undefined
  /** Default `'linear'`. On `'log'` a band that reaches zero is cut at the lowest value drawn. */
  readonly yScale?: 'linear' | 'log' | undefined
}

const WIDTH = 420
const HEIGHT = 260
const MOST_MARKS = 10_000
const MOST_LINES = 1000

/**
 * The mean of a series over steps, a line a group of runs, with a band over the group's runs.
 *
 * The band is the 95% confidence interval of the mean by Student's t, or the sample standard
 * deviation; the axis title says which, and of how many runs. A run counts at the steps that it
 * has, so n falls where runs end early; of one run there is no band. To see every run, give the
 * column of their names as `color`.
 *
 * At most about 10,000 marks leave: longer curves, and runs that logged at different steps, are
 * averaged in bins of steps, which a note says. NaN and infinite values are passed over, and the
 * runs that have them counted.
 *
 * @throws AssayError when a column is not there, does not hold series, or makes over 1000 lines.
 *
 * @example
 * lineChart(table, { series: 'loss', color: 'lr' })
 */
export function lineChart(table: TableLike, options: LineOptions): ChartSpec {
  const { series, band = 'ci95', width = WIDTH, height = HEIGHT, yScale = 'linear' } = options
  const curves = curvesOf(table, series)
  const color =
    options.color === undefined
      ? undefined
      : colorOf(cellsOf(table, options.color), options.color, height, true)
  const groups = new Map<number, { curves: Curve[]; color?: string | number | undefined }>()
  curves.forEach((curve, row) => {
    if (curve === null) return
    const rank = color?.ranks[row] ?? 0
    const group = groups.get(rank) ?? { curves: [], ...(color && { color: color.values[row] }) }
    group.curves.push(curve)
    groups.set(rank, group)
  })
  if (groups.size > MOST_LINES) {
    throw new AssayError(`There are ${groups.size} lines to draw, over the limit of ${MOST_LINES}.`)
  }

  const lines = [...groups].sort(([a], [b]) => a - b).map(([, group]) => group)
  const marks = band !== 'none' && lines.some((line) => line.curves.length > 1) ? 2 : 1
  const present = curves.filter((curve) => curve !== null)
  const most = Math.floor(MOST_MARKS / Math.max(1, lines.length * marks))
  const grid = stepGrid(present, most)
  const points = lines.map((line) =>
    averageCurves(line.curves, grid, band).map((point) => ({
      ...point,
      ...(line.color !== undefined && { color: line.color }),
    })),
  )

  const all = points.flat()
  const notes = [
    countNote(curves.length - present.length, curves.length, `no ${series}`),
    countNote(present.filter(hasGaps).length, curves.length, `NaN or infinite ${series}`),
    grid.binWidth === null
      ? ''
      : `a point is the mean of ${Number(grid.binWidth.toPrecision(3))} steps`,
    marks === 2 && all.some(({ n }) => n === 1) ? 'no band where n = 1' : '',
  ]
  return chartSpec(
    options,
    notes.filter((note) => note !== ''),
    {
      width,
      height,
      ...lineLayers(points, {
        series,
        yTitle: axisTitle(series, centreText(all, band), height),
        color: color && { name: options.color ?? '', encoding: color.encoding },
        log: yScale === 'log',
      }),
    },
  )
}

function hasGaps({ values }: Curve): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return true
  return false
}
