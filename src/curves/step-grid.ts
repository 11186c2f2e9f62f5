import type { Curve } from '../curve.js'
import { AssayError } from '../issue.js'
import { intersectionOfSteps, unionOfSteps } from './merge-steps.js'
import { MOST_PLACES, type CurveGrid } from './options.js'
import { bins, evenBins } from './step-bins.js'

/** The places at which curves are averaged: single steps, or bins of them. */
export interface StepGrid {
  /** The step at which each place begins; it ends where the next begins. */
  readonly from: Float64Array
  /** The step that stands for each place: its own, or the mean of those that are in it. */
  readonly at: Float64Array
  /** The width of a bin in steps, or null where every step has its own place. */
  readonly binWidth: number | null
  /** The only steps that count, or null where all do. */
  readonly only: Float64Array | null
}

/**
 * Lays out places for the steps of groups of curves, at most `most` for each; see `AlignOptions.grid` for the default.
 *
 * @throws AssayError when runs have over a million different steps between them.
 */
export function stepGrid(
  groups: readonly (readonly Curve[])[],
  grid: CurveGrid | undefined,
  most: number,
): StepGrid {
  const curves = groups.flat()
  if (grid === 'intersection') {
    const steps = intersectionOfSteps(curves)
    return coarse(steps, most, steps)
  }
  const longest = longestOf(curves)
  if (grid === undefined) {
    const steps = unionOfGroups(groups, most)
    return steps ? exact(steps) : evenBins(curves, longest, most)
  }
  if (grid !== 'union') return bins(curves, longest, Math.min(grid.bins, most))
  const steps = unionOfSteps(curves, MOST_PLACES)
  if (steps) return coarse(steps, most, null)
  throw new AssayError(
    `The runs have over ${MOST_PLACES} different steps between them; give bins, as in grid: { bins: 1000 }.`,
  )
}

/** All steps, or null where a group has too many: its mean at one would be of a run or two. */
function unionOfGroups(groups: readonly (readonly Curve[])[], most: number): Float64Array | null {
  const unions: Curve[] = []
  let limit = FEW_PLACES
  for (const curves of groups) {
    const steps = unionOfSteps(curves, Math.min(most, Math.ceil(longestOf(curves) * 1.5)))
    if (steps === null) return null
    unions.push({ steps, values: steps })
    limit = Math.max(limit, steps.length)
  }
  return unionOfSteps(unions, limit)
}

// Every run is looked at in all places between its ends.
const FEW_PLACES = 100_000

/** How many points the longest curve has. */
export function longestOf(curves: readonly Curve[]): number {
  return curves.reduce((length, curve) => Math.max(length, curve.steps.length), 0)
}

function exact(steps: Float64Array, only: Float64Array | null = null): StepGrid {
  return { from: steps, at: steps, binWidth: null, only }
}

/** Single steps, or where these are too many, as many together as it takes. */
function coarse(steps: Float64Array, most: number, only: Float64Array | null): StepGrid {
  const together = Math.ceil(steps.length / most)
  if (together <= 1) return exact(steps, only)
  const from = steps.filter((_, i) => i % together === 0)
  const at = from.map((_, place) => {
    const own = steps.subarray(place * together, (place + 1) * together)
    return own.reduce((mean, step, i) => mean + (step - mean) / (i + 1), 0)
  })
  return { from, at, binWidth: together, only }
}
