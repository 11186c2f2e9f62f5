import type { Curve } from '../curve.js'
import { AssayError } from '../issue.js'
import { placeOf } from './place-of.js'
import type { StepGrid } from './step-grid.js'

/**
 * Bins in each of which the longest curve, if it is even, has the same number of points, or the
 * means would be uneven; of another width where it takes more than `most` to cover all curves.
 */
export function evenBins(curves: readonly Curve[], longest: number, most: number): StepGrid {
  const [least, last] = rangeOf(curves)
  const spans = curves
    .filter(({ steps }) => steps.length === longest)
    .map((curve) => rangeOf([curve]))
    .map(([first, end]) => end - first)
  const together = Math.ceil(longest / most)
  const width = (spans.reduce((a, b) => Math.max(a, b)) / (longest - 1)) * together
  const size = Math.floor(((last - least) / width) * (1 + ROUNDING)) + 1
  return width > 0 && size <= most
    ? binsOf(curves, least, width, size)
    : bins(curves, longest, Math.min(most, longest))
}

/** So many bins of equal width over all steps. */
export function bins(curves: readonly Curve[], longest: number, most: number): StepGrid {
  const [least, last] = rangeOf(curves)
  if (!(least <= last)) return binsOf(curves, 0, 0, 0)
  const size = last > least ? most : 1
  // To the end of the last step, as if it were as far from a next one.
  return binsOf(curves, least, ((last - least) * longest) / Math.max(1, longest - 1) / size, size)
}

// Steps such as 0.1, 0.2, 0.3 are not quite evenly apart; one that begins a bin is to be in it.
const ROUNDING = 1e-9

function binsOf(curves: readonly Curve[], least: number, binWidth: number, size: number): StepGrid {
  if (!Number.isFinite(binWidth)) throw new AssayError('The steps lie too far apart to be binned.')
  const from = Float64Array.from({ length: size }, (_, i) => least + (i - ROUNDING) * binWidth)
  return { from, at: meanSteps(curves, from, least), binWidth, only: null }
}

function rangeOf(curves: readonly Curve[]): readonly [number, number] {
  let least = Infinity
  let last = -Infinity
  for (const { steps } of curves) {
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i] ?? NaN
      if (!Number.isFinite(step)) continue
      if (step < least) least = step
      if (step > last) last = step
    }
  }
  return [least, last]
}

/** The mean of the curves' steps in each place, or where it begins if there are none. */
function meanSteps(curves: readonly Curve[], from: Float64Array, least: number): Float64Array {
  const sums = new Float64Array(from.length)
  const counts = new Uint32Array(from.length)
  for (const { steps } of curves) {
    let place = 0
    let [begin, end] = [Infinity, -Infinity]
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i] ?? NaN
      if (!Number.isFinite(step)) continue
      if (step >= end || step < begin) {
        place = placeOf(from, place, step)
        begin = from[place] ?? 0
        end = from[place + 1] ?? Infinity
      }
      sums[place] = (sums[place] ?? 0) + (step - least)
      counts[place] = (counts[place] ?? 0) + 1
    }
  }
  return from.map((begin, place) => {
    const n = counts[place] ?? 0
    return n === 0 ? begin : least + (sums[place] ?? 0) / n
  })
}
