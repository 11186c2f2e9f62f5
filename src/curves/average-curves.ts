import type { Curve } from '../curve.js'
import { tHalfWidths } from '../stats/t-interval.js'
import type { Interpolation } from './options.js'
import { INTERPOLATED, NO_NUMBER, NOTHING, runPlacer, type PlacedRun } from './place-run.js'
import { pointReader } from './run-points.js'
import { smoothPoints } from './smooth.js'
import { longestOf, type StepGrid } from './step-grid.js'

/** What runs have at one place of a grid. */
export interface CurvePoint {
  readonly step: number
  /** Of the finite values; null of none, as are the others. */
  readonly mean: number | null
  /** Of the sample; null of fewer than two values. */
  readonly std: number | null
  /** Half the width of the 95% interval of the mean; null of fewer than two values. */
  readonly ci95: number | null
  readonly min: number | null
  readonly max: number | null
  /** How many runs have a finite value here. */
  readonly n: number
  /** How many of these are interpolated. */
  readonly interpolated: number
  /** How many runs logged nothing but NaN or infinities here. */
  readonly nan: number
}

/**
 * Gives a function that averages the curves of a group: a point for every place of the grid where
 * one of them has a value of its own. It holds one run's points at a time, and sums by place.
 */
export function curveAverager(
  all: readonly Curve[],
  grid: StepGrid,
  { interpolate, smooth }: { readonly interpolate: Interpolation; readonly smooth: number },
): (curves: readonly Curve[]) => CurvePoint[] {
  const read = pointReader(longestOf(all))
  const place = runPlacer(grid, interpolate)
  const sums = sumsFor(grid.at.length)
  return (curves) => {
    for (const curve of curves) {
      const points = read(curve)
      smoothPoints(points, smooth)
      addRun(sums, place(points))
    }
    return takePoints(sums, grid)
  }
}

/** By place: Welford's running mean and sum of squares about it, and counts. */
interface Sums {
  readonly mean: Float64Array
  readonly squares: Float64Array
  readonly min: Float64Array
  readonly max: Float64Array
  readonly n: Uint32Array
  readonly interpolated: Uint32Array
  readonly nan: Uint32Array
  /** The places that have been touched. */
  first: number
  end: number
}

function sumsFor(size: number): Sums {
  const floats = (): Float64Array => new Float64Array(size)
  const counts = (): Uint32Array => new Uint32Array(size)
  return {
    ...{ mean: floats(), squares: floats(), min: floats(), max: floats() },
    ...{ n: counts(), interpolated: counts(), nan: counts(), first: size, end: 0 },
  }
}

function addRun(sums: Sums, { values, kinds, first, end }: PlacedRun): void {
  const { mean, squares, min, max, n: counts, interpolated, nan } = sums
  if (first < sums.first) sums.first = first
  if (end > sums.end) sums.end = end
  for (let place = first; place < end; place++) {
    const kind = kinds[place]
    if (kind === NOTHING) continue
    if (kind === NO_NUMBER) {
      nan[place] = (nan[place] ?? 0) + 1
      continue
    }
    if (kind === INTERPOLATED) interpolated[place] = (interpolated[place] ?? 0) + 1
    const value = values[place] ?? NaN
    const n = (counts[place] = (counts[place] ?? 0) + 1)
    const before = mean[place] ?? 0
    const off = value - before
    const after = before + off / n
    mean[place] = after
    squares[place] = (squares[place] ?? 0) + off * (value - after)
    if (n === 1 || value < (min[place] ?? 0)) min[place] = value
    if (n === 1 || value > (max[place] ?? 0)) max[place] = value
  }
}

/** Reads the sums out, and sets them to nothing for the next group. */
function takePoints(sums: Sums, { at }: StepGrid): CurvePoint[] {
  const halfWidth = tHalfWidths()
  const points: CurvePoint[] = []
  for (let place = sums.first; place < sums.end; place++) {
    const [n = 0, interpolated = 0, nan = 0] = [
      sums.n[place],
      sums.interpolated[place],
      sums.nan[place],
    ]
    if (n - interpolated + nan === 0) continue
    const value = (values: Float64Array): number | null => (n === 0 ? null : (values[place] ?? NaN))
    const std = n < 2 ? null : Math.sqrt((sums.squares[place] ?? NaN) / (n - 1))
    points.push({
      step: at[place] ?? NaN,
      mean: value(sums.mean),
      std,
      ci95: halfWidth(std, n),
      min: value(sums.min),
      max: value(sums.max),
      n,
      interpolated,
      nan,
    })
  }
  for (const array of Object.values(sums)) {
    if (typeof array === 'object') (array as Float64Array).fill(0, sums.first, sums.end)
  }
  sums.first = at.length
  sums.end = 0
  return points
}
