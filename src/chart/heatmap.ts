import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'
import { categoriesOf } from './categories.js'
import { categoryX } from './category-axis.js'
import { cellsOf } from './cells.js'
import { gather } from './gather.js'
import { centreOf, centreText } from './interval.js'
import { metricOf } from './metric.js'
import { numberText } from './number-text.js'
import { chartSpec, type ChartOptions, type ChartSpec } from './spec.js'
import { textWidth } from './text-width.js'

/** What {@link heatmapChart} draws. */
export interface HeatmapOptions extends ChartOptions {
  /** The column whose values are the columns of cells. */
  readonly x: string
  /** The column whose values are the rows of cells. */
  readonly y: string
  /** The metric: a numeric column. */
  readonly metric: string
}

const MOST_CELLS = 10_000
const MOST_TEXTS = 400
const TEXT_SIZE = 10

/**
 * The mean of a metric by two params, as colours (viridis: dark is low, light is high).
 *
 * The values are written in the cells where there is room; a tooltip has n, the number of runs in
 * the mean. A pair of values without a run is blank. Runs whose metric is missing, NaN or infinite
 * are counted below the title.
 *
 * @throws AssayError when a column is not there, the metric is not numeric, or there are over
 * 10,000 cells.
 *
 * @example
 * heatmapChart(table, { x: 'lr', y: 'seed', metric: 'acc' })
 */
export function heatmapChart(table: TableLike, options: HeatmapOptions): ChartSpec {
  const { x, y, metric } = options
  const { values, notes } = metricOf(table, metric)
  const [xs, ys] = [categoriesOf(cellsOf(table, x)), categoriesOf(cellsOf(table, y))]
  const [columns, rows] = [Math.max(1, xs.labels.length), Math.max(1, ys.labels.length)]
  if (columns * rows > MOST_CELLS) {
    throw new AssayError(
      `There are ${columns * rows} cells to draw, over the limit of ${MOST_CELLS}.`,
    )
  }
  const width = options.width ?? columns * Math.min(Math.max(560 / columns, 4), 52)
  const height = options.height ?? rows * Math.min(Math.max(400 / rows, 4), 34)

  const means = gather(values, xs.ranks, ys.ranks).flatMap((group) => {
    const centre = centreOf(group.values, 'none')
    const place = { x: xs.labels[group.first], y: ys.labels[group.second] }
    return centre === null ? [] : [{ ...place, metric: centre.y, n: centre.n }]
  })
  const text = numberText(means.map((mean) => mean.metric))
  const widest = means.reduce(
    (most, mean) => Math.max(most, textWidth(text(mean.metric), TEXT_SIZE)),
    0,
  )
  const written =
    means.length <= MOST_TEXTS && widest + 6 <= width / columns && TEXT_SIZE + 4 <= height / rows
  const light = lighterThanHalf(means.map((mean) => mean.metric))

  const color = {
    field: 'metric',
    type: 'quantitative',
    title: [
      metric,
      centreText(
        means.map(({ metric: mean, n }) => ({ y: mean, n })),
        'none',
      ),
    ],
    scale: { scheme: 'viridis', zero: false, nice: true },
    legend: means.length === 0 ? null : { gradientLength: Math.min(200, Math.max(60, height)) },
  }
  const tooltip = [
    { field: 'x', type: 'nominal', title: x },
    { field: 'y', type: 'nominal', title: y },
    { field: 'metric', type: 'quantitative', title: `mean ${metric}` },
    { field: 'n', type: 'quantitative', title: 'n' },
  ]
  return chartSpec(options, notes, {
    width,
    height,
    data: {
      values: written
        ? means.map((mean) => ({ ...mean, text: text(mean.metric), light: light(mean.metric) }))
        : means,
    },
    encoding: {
      x: categoryX(xs, x, width / columns, { padding: 0 }),
      y: {
        field: 'y',
        type: 'ordinal',
        title: y,
        sort: null,
        scale: { domain: ys.labels, padding: 0 },
        axis: { labelLimit: 180, labelOverlap: height / rows < 11 },
      },
    },
    layer: [
      { mark: 'rect', encoding: { color, tooltip } },
      ...(written
        ? [
            {
              mark: { type: 'text', fontSize: TEXT_SIZE },
              encoding: {
                text: { field: 'text', type: 'nominal' },
                color: { condition: { test: 'datum.light', value: 'black' }, value: 'white' },
              },
            },
          ]
        : []),
    ],
  })
}

/** Whether viridis is so light at a value that black is read better on it than white. */
function lighterThanHalf(values: readonly number[]): (value: number) => boolean {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity)
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity)
  return (value) => most > least && (value - least) / (most - least) > 0.55
}
