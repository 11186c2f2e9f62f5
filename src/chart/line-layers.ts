import { OKABE_ITO } from './color.js'
import { INTERVAL_TEXT, type Centre } from './interval.js'
import { numericAxis } from './numeric-axis.js'

/** A point of a line. */
export interface LinePoint extends Centre {
  readonly x: number
  /** The mean before smoothing. */
  readonly raw?: number
  readonly color?: string | number
}

/** How the lines are named and coloured. */
export interface LineStyle {
  readonly series: string
  readonly yTitle: string | string[]
  readonly color: { readonly name: string; readonly encoding: Record<string, unknown> } | undefined
  readonly log: boolean
}

const MOST_TOOLTIPS = 1000
const FEW_STEPS = 12

/** The data and layers of a line chart: bands, lines, and points to show or to hover over. */
export function lineLayers(
  lines: readonly (readonly LinePoint[])[],
  style: LineStyle,
): Record<string, unknown> {
  const points = lines.flat()
  const xs = points.map((point) => point.x)
  // On a logarithmic scale the band is cut to fit, and on a linear one the scale is made for it.
  const ys = points.flatMap(({ y, lo = y, hi = y, raw = y }) =>
    style.log ? [y, raw] : [lo, y, hi, raw],
  )
  const axis = numericAxis('y', style.yTitle, ys, style.log ? 'log' : 'linear')
  const color = style.color === undefined ? { color: OKABE_ITO[0] } : {}
  const layer: unknown[] = []
  if (points.some((point) => point.lo !== undefined)) {
    layer.push({
      ...(style.log && { transform: [cutAt(lowest(points))] }),
      mark: { type: 'area', orient: 'vertical', opacity: 0.2, ...color },
      encoding: {
        y: { ...axis, field: style.log ? 'cut' : 'lo', stack: null },
        y2: { field: 'hi' },
      },
    })
  }
  if (points.some((point) => point.raw !== undefined)) {
    layer.push({
      mark: { type: 'line', strokeWidth: 1, opacity: 0.35, ...color },
      encoding: { y: { ...axis, field: 'raw' } },
    })
  }
  layer.push({
    mark: { type: 'line', strokeWidth: lines.length > 12 ? 1 : 2, ...color },
    encoding: { y: axis },
  })
  if (points.length <= MOST_TOOLTIPS) {
    // A line of one point is not seen, and the ends of a short one hardly.
    const shown =
      lines.some((line) => line.length === 1) || lines.every((l) => l.length <= FEW_STEPS)
    layer.push({
      transform: [INTERVAL_TEXT],
      mark: { type: 'point', filled: true, size: 28, opacity: shown ? 1 : 0, ...color },
      encoding: { y: axis, tooltip: tooltip(style) },
    })
  }
  return {
    data: { values: points },
    encoding: {
      // Vega-Lite would else stack the bands of a logarithmic chart along the steps.
      x: { ...numericAxis('x', 'step', xs, 'linear'), stack: null },
      ...(style.color && { color: strokeLegend(style.color.encoding) }),
    },
    layer,
  }
}

/** A legend of lines, not of the faint bands or the unseen points. */
function strokeLegend(encoding: Record<string, unknown>): Record<string, unknown> {
  if (encoding['type'] === 'quantitative') return encoding
  const symbol = { symbolType: 'stroke', symbolStrokeWidth: 2, symbolOpacity: 1 }
  return { ...encoding, legend: { ...(encoding['legend'] as object), ...symbol } }
}

/** The lowest end of a band, but at most a decade below the means, where these would be lost. */
function lowest(points: readonly LinePoint[]): number {
  const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b))
  const ends = points.map(({ y, lo = y }) => (lo > 0 ? lo : y))
  return Math.max(least(ends), least(points.map(({ y }) => y)) / 10)
}

/** A logarithmic scale has no place for a band that reaches zero. */
function cutAt(least: number): Record<string, unknown> {
  return { calculate: `isValid(datum.lo) ? max(datum.lo, ${least}) : null`, as: 'cut' }
}

function tooltip({ series, color }: LineStyle): unknown[] {
  return [
    ...(color === undefined
      ? []
      : [{ field: 'color', type: color.encoding['type'], title: color.name }]),
    { field: 'x', type: 'quantitative', title: 'step' },
    { field: 'y', type: 'quantitative', title: series },
    { field: 'interval', type: 'nominal', title: 'interval' },
    { field: 'n', type: 'quantitative', title: 'n' },
  ]
}
