import { curveAverager, type CurvePoint } from '../curves/average-curves.js'
import { alignOptions, type AlignOptions } from '../curves/options.js'
import { toCurves } from '../curves/series-cells.js'
import { stepGrid, type StepGrid } from '../curves/step-grid.js'
import type { Curve } from '../curve.js'
import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'
import { cellsOf } from './cells.js'
import { colorOf } from './color.js'
import { centreText, type Spread } from './interval.js'
import { lineLayers, type LinePoint } from './line-layers.js'
import { countNote } from './metric.js'
import { axisTitle, chartSpec, type ChartOptions, type ChartSpec } from './spec.js'

/** What {@link lineChart} draws. */
export interface LineOptions extends ChartOptions, AlignOptions {
  /** The column of series: cells of `{steps, values}`, or null. */
  readonly series: string
  /** A column: the runs that share its value are one line. Default: all runs are one line. */
  readonly color?: string | undefined
  /** What the band spans: `'ci95'` (the default), `'std'` or `'none'`. */
  readonly band?: Spread | undefined
  /** Default `'linear'`. On `'log'` a band is cut at zero, or a decade below the lowest mean. */
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
 * deviation; the axis title says which, and of how many runs. A run counts from its first step to
 * its last, so n falls where runs end early; of one run there is no band. To see every run, give
 * the column of their names as `color`. Where `smooth` is given, the mean without it is drawn
 * faintly behind.
 *
 * At most about 10,000 marks leave: longer curves are averaged in bins of steps, whatever the grid,
 * which a note says, as one does where values are interpolated. NaN and infinite values are passed
 * over, and the runs that have them counted.
 *
 * @throws AssayError when a column is not there, does not hold series, or makes over 1000 lines,
 * and for options that cannot be.
 *
 * @example
 * lineChart(table, { series: 'loss', color: 'lr' })
 */
export function lineChart(table: TableLike, options: LineOptions): ChartSpec {
  const { series, band = 'ci95', width = WIDTH, height = HEIGHT, yScale = 'linear' } = options
  const align = alignOptions(options)
  const curves = toCurves(cellsOf(table, series), series)
  const color =
    options.color === undefined
      ? undefined
      : colorOf(cellsOf(table, options.color), options.color, height, true)
  const groups = new Map<number, Group>()
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
  const banded = band !== 'none' && lines.some((line) => line.curves.length > 1)
  const marks = 1 + Number(banded) + Number(align.smooth > 0)
  const present = curves.filter((curve) => curve !== null)
  const most = Math.max(1, Math.floor(MOST_MARKS / Math.max(1, lines.length * marks)))
  const grid = stepGrid(
    lines.map((line) => line.curves),
    align.grid,
    most,
  )
  const average = curveAverager(present, grid, align)
  const averageRaw = curveAverager(present, grid, { ...align, smooth: 0 })
  const means = lines.map((line) => average(line.curves))
  const points = lines.map((line, index) => {
    const raw = align.smooth > 0 ? averageRaw(line.curves) : []
    return (means[index] ?? []).flatMap((mean, i) => linePoints(mean, raw[i], band, line.color))
  })

  const all = points.flat()
  const notes = [
    countNote(curves.length - present.length, curves.length, `no ${series}`),
    countNote(present.filter(hasGaps).length, curves.length, `NaN or infinite ${series}`),
    ...gridNotes(grid, present.length > 0),
    means.flat().some((mean) => mean.interpolated > 0)
      ? INTERPOLATION_NOTES[align.interpolate]
      : '',
    banded && all.some(({ n }) => n === 1) ? 'no band where n = 1' : '',
  ]
  const shown =
    centreText(all, band) + (align.smooth > 0 && all.length > 0 ? `, EMA ${align.smooth}` : '')
  return chartSpec(
    options,
    notes.filter((note) => note !== ''),
    {
      width,
      height,
      ...lineLayers(points, {
        series,
        yTitle: axisTitle(series, shown, height),
        color: color && { name: options.color ?? '', encoding: color.encoding },
        log: yScale === 'log',
      }),
    },
  )
}

interface Group {
  readonly curves: Curve[]
  readonly color?: string | number | undefined
}

const INTERPOLATION_NOTES = {
  none: '',
  linear: 'between its own steps, a run counts as the line between them',
  previous: 'between its own steps, a run counts as at the one before',
}

/** A point of a line; none where no run has a number. */
function linePoints(
  { step, mean, n, ...spreads }: CurvePoint,
  raw: CurvePoint | undefined,
  band: Spread,
  color: string | number | undefined,
): LinePoint[] {
  if (mean === null) return []
  const half = band === 'none' ? null : spreads[band]
  return [
    {
      x: step,
      y: mean,
      n,
      ...(half !== null && { lo: mean - half, hi: mean + half }),
      ...(raw && { raw: raw.mean ?? mean }),
      ...(color !== undefined && { color }),
    },
  ]
}

function gridNotes({ binWidth, only, at }: StepGrid, some: boolean): string[] {
  return [
    only === null ? '' : at.length === 0 && some ? NO_COMMON_STEP : 'only steps that all runs have',
    binWidth === null ? '' : `a point is the mean of ${Number(binWidth.toPrecision(3))} steps`,
  ]
}

const NO_COMMON_STEP = 'no step is in all runs'

function hasGaps({ values }: Curve): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return true
  return false
}
