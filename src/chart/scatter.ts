import type { TableLike } from '../table-like.js'
import { cellsOf } from './cells.js'
import { colorOf, OKABE_ITO } from './color.js'
import { labelOf } from './label.js'
import { metricOf } from './metric.js'
import { numericAxis, type ScaleType } from './numeric-axis.js'
import { POINT_ROOM, positionOf } from './position.js'
import { chartSpec, type ChartOptions, type ChartSpec } from './spec.js'

/** What {@link scatterChart} draws. */
export interface ScatterOptions extends ChartOptions {
  /** The horizontal column, of any kind. */
  readonly x: string
  /** The vertical column, numeric. */
  readonly y: string
  /** A column that colours the points. */
  readonly color?: string | undefined
  /** A column that names a point when the mouse is on it. Default: `name`, if there is one. */
  readonly label?: string | undefined
  /** Default `'auto'`: logarithmic where all numbers are positive and span two decades or more. */
  readonly xScale?: ScaleType | undefined
  /** As {@link xScale}, of y. */
  readonly yScale?: ScaleType | undefined
}

const WIDTH = 360
const HEIGHT = 260
const MOST_POINTS = 10_000

/**
 * A point a run: one column against another.
 *
 * Numbers and dates (in UTC) lie on continuous axes, anything else on categories in numeric or
 * natural order. Runs that have no place are counted below the title. Of more than 10,000 points
 * an even choice by row is drawn, which a note says.
 *
 * @throws AssayError when a column is not there, `y` is not numeric, or a logarithmic scale is
 * asked for where not all numbers are positive.
 *
 * @example
 * scatterChart(table, { x: 'lr', y: 'acc', color: 'seed' })
 */
export function scatterChart(table: TableLike, options: ScatterOptions): ChartSpec {
  const { width = WIDTH, height = HEIGHT, xScale = 'auto', yScale = 'auto' } = options
  const y = metricOf(table, options.y)
  const x = positionOf(cellsOf(table, options.x), options.x, width, xScale)
  const color =
    options.color === undefined
      ? undefined
      : colorOf(cellsOf(table, options.color), options.color, height, true)
  const label = options.label ?? (table.columnNames().includes('name') ? 'name' : undefined)
  const names = label === undefined ? undefined : cellsOf(table, label).map(labelOf)

  const points = y.values.flatMap((value, row) => {
    const place = x.values[row] ?? null
    if (value === null || place === null) return []
    return [
      {
        x: place,
        y: value,
        ...(color && { color: color.values[row] }),
        ...(names && { label: names[row] }),
      },
    ]
  })
  const drawn = evenly(points, MOST_POINTS)
  const few = drawn.length === points.length
  const notes = [...new Set([...x.notes, ...y.notes])]
  return chartSpec(
    options,
    few ? notes : [...notes, `${drawn.length} of ${points.length} points are drawn`],
    {
      width,
      height,
      data: { values: drawn },
      mark: {
        type: 'point',
        filled: true,
        opacity: drawn.length > 200 ? 0.5 : 0.8,
        size: drawn.length > 1000 ? 20 : 45,
        ...(color === undefined && { color: OKABE_ITO[0] }),
      },
      encoding: {
        x: x.encoding,
        y: numericAxis('y', options.y, y.values, yScale, POINT_ROOM),
        ...(color && { color: color.encoding }),
        tooltip: [
          ...(label === undefined ? [] : [{ field: 'label', type: 'nominal', title: label }]),
          { field: 'x', type: x.encoding['type'], title: options.x },
          { field: 'y', type: 'quantitative', title: options.y },
          ...(color
            ? [{ field: 'color', type: color.encoding['type'], title: options.color }]
            : []),
        ],
      },
    },
  )
}

/** At most `most` of the rows, evenly spaced. */
function evenly<T>(rows: readonly T[], most: number): readonly T[] {
  if (rows.length <= most) return rows
  return rows.filter(
    (_, index) =>
      Math.floor((index * most) / rows.length) !== Math.floor(((index - 1) * most) / rows.length),
  )
}
