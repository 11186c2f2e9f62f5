import type { Interpolation } from './options.js'
import { placeOf } from './place-of.js'
import type { RunPoints } from './run-points.js'
import type { StepGrid } from './step-grid.js'

/** One run on a grid: what it has at the places from `first` up to `end`. */
export interface PlacedRun {
  readonly values: Float64Array
  /** By place, one of the four below. */
  readonly kinds: Uint8Array
  readonly first: number
  readonly end: number
}

export const NOTHING = 0
const OWN = 1
/** The run logged here, but only NaN and infinities. */
export const NO_NUMBER = 2
export const INTERPOLATED = 3

/**
 * Gives a function that places runs, which uses the same arrays for each of them. A run's own
 * values at one place are averaged, so that every run there counts once.
 */
export function runPlacer(
  grid: StepGrid,
  interpolate: Interpolation,
): (points: RunPoints) => PlacedRun {
  const size = grid.from.length
  const values = new Float64Array(size)
  const kinds = new Uint8Array(size)
  const steps = new Float64Array(size)
  const places = new Uint32Array(size)
  return (points) => {
    const count = placeOwn(points, grid, { values, kinds, steps, places })
    if (count === 0) return { values, kinds, first: 0, end: 0 }
    for (let i = 1; i < count; i++) {
      const left = places[i - 1] ?? 0
      const right = places[i] ?? 0
      if (right - left > 1) fillBetween(left, right, grid.at, { values, kinds, steps }, interpolate)
    }
    return { values, kinds, first: places[0] ?? 0, end: (places[count - 1] ?? 0) + 1 }
  }
}

interface Placed {
  readonly values: Float64Array
  readonly kinds: Uint8Array
  /** By place, the mean of the run's own steps that have a value. */
  readonly steps: Float64Array
}

/** Puts a run's own points in their places, which are listed in order; gives how many they are. */
function placeOwn(
  { steps, values, length }: RunPoints,
  { from, only }: StepGrid,
  into: Placed & { readonly places: Uint32Array },
): number {
  let count = 0
  let place = 0
  let end = -Infinity
  let n = 0
  let mean = NaN
  let meanStep = NaN
  let common = 0
  for (let i = 0; i < length; i++) {
    const step = steps[i] ?? NaN
    if (only !== null) {
      while ((only[common] ?? Infinity) < step) common++
      if (only[common] !== step) continue
    }
    if (step >= end) {
      place = placeOf(from, place, step)
      end = from[place + 1] ?? Infinity
      n = 0
      into.places[count++] = place
      into.kinds[place] = NO_NUMBER
    }
    const value = values[i] ?? NaN
    if (Number.isNaN(value)) continue
    if (++n === 1) {
      mean = value
      meanStep = step
      into.kinds[place] = OWN
    } else {
      mean += (value - mean) / n
      meanStep += (step - meanStep) / n
    }
    into.values[place] = mean
    into.steps[place] = meanStep
  }
  return count
}

/** What a run counts for at the places between two that have points of its own. */
function fillBetween(
  left: number,
  right: number,
  at: Float64Array,
  { values, kinds, steps }: Placed,
  interpolate: Interpolation,
): void {
  if (interpolate === 'none' || kinds[left] !== OWN || kinds[right] !== OWN) {
    kinds.fill(NOTHING, left + 1, right)
    return
  }
  const before = values[left] ?? NaN
  const leftStep = steps[left] ?? NaN
  const rise = (values[right] ?? NaN) - before
  const slope = interpolate === 'linear' ? rise / ((steps[right] ?? NaN) - leftStep) : 0
  for (let place = left + 1; place < right; place++) {
    values[place] = before + slope * ((at[place] ?? NaN) - leftStep)
    kinds[place] = INTERPOLATED
  }
}
