import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'
import { barLayers } from './bar-layers.js'
import { categoriesOf } from './categories.js'
import { categoryX } from './category-axis.js'
import { cellsOf } from './cells.js'
import { colorOf } from './color.js'
import { gather } from './gather.js'
import { centreOf, centreText, type Spread } from './interval.js'
import { metricOf } from './metric.js'
import { axisTitle, chartSpec, type ChartOptions, type ChartSpec } from './spec.js'

/** What {@link barChart} draws. */
export interface BarOptions extends ChartOptions {
  /** The column of which each value is a bar. */
  readonly x: string
  /** The metric: a numeric column. */
  readonly y: string
  /** A column that splits each bar into bars of different colours, side by side. */
  readonly color?: string | undefined
  /** What the whiskers span: `'ci95'` (the default), `'std'` or `'none'`. */
  readonly error?: Spread | undefined
}

const HEIGHT = 260
const MOST_BARS = 2000
const GAP = 0.35
const LEAST_WIDTH = 150
const MOST_THICKNESS = 48

/**
 * Bars of a metric's mean by a param, over all the other params, from zero up.
 *
 * The whiskers are the 95% confidence interval of the mean by Student's t, or the sample standard
 * deviation; the axis title says which, and of how many runs. A bar of one run has none. Runs
 * whose metric is missing, NaN or infinite are counted below the title. A missing param is a bar,
 * `(none)`. Bars are in numeric or natural order, with their values written above where there is
 * room.
 *
 * @throws AssayError when a column is not there, `y` is not numeric, or there are over 2000 bars.
 *
 * @example
 * barChart(table, { x: 'lr', y: 'acc', color: 'loss' })
 */
export function barChart(table: TableLike, options: BarOptions): ChartSpec {
  const { x, y, color: colorName, error = 'ci95', height = HEIGHT } = options
  const metric = metricOf(table, y)
  const xs = categoriesOf(cellsOf(table, x))
  const color =
    colorName === undefined
      ? undefined
      : colorOf(cellsOf(table, colorName), colorName, height, false)
  const abreast = color === undefined || colorName === x ? 1 : Math.max(1, color.labels.length)
  const slots = Math.max(1, xs.labels.length * abreast)
  if (slots > MOST_BARS) {
    throw new AssayError(`There are ${slots} bars to draw, over the limit of ${MOST_BARS}.`)
  }

  const bars = gather(metric.values, xs.ranks, color?.ranks).flatMap((group) => {
    const centre = centreOf(group.values, error)
    const label = color === undefined ? {} : { color: color.labels[group.second] }
    return centre === null ? [] : [{ x: xs.labels[group.first], ...label, ...centre }]
  })

  const natural = Math.min(Math.max(420 / slots, slots > 100 ? 4 : 8), abreast > 1 ? 28 : 36)
  const width = options.width ?? Math.max(LEAST_WIDTH, Math.ceil((natural * slots) / (1 - GAP)))
  const step = width / Math.max(1, xs.labels.length)
  const thickness = Math.min((step * (1 - GAP)) / abreast, MOST_THICKNESS)
  const gap = 1 - (thickness * abreast) / step
  const title = axisTitle(y, centreText(bars, error), height)
  const lacking = error !== 'none' && bars.some(({ n }) => n > 1) && bars.some(({ n }) => n === 1)
  return chartSpec(options, lacking ? [...metric.notes, 'no whisker where n = 1'] : metric.notes, {
    width,
    height,
    ...barLayers(bars, {
      x,
      y,
      title,
      color: colorName,
      thickness,
      room: abreast > 1 ? thickness : step,
    }),
    encoding: {
      x: categoryX(xs, x, step, { paddingInner: gap, paddingOuter: gap / 2 }),
      ...(color && { color: color.encoding }),
      ...(color && abreast > 1 && { xOffset: offset(color.labels) }),
    },
  })
}

function offset(labels: readonly string[]): Record<string, unknown> {
  return {
    field: 'color',
    type: 'nominal',
    sort: null,
    scale: { domain: labels, paddingInner: 0.06 },
  }
}
