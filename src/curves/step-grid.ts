import type { Curve } from '../curve.js'

/** The steps at which curves are averaged: their own, or bins of equal width. */
export interface StepGrid {
  readonly size: number
  /** The width of a bin in steps, or null where every step has its own place. */
  readonly binWidth: number | null
  /** A step's place, from 0. */
  placeOf(step: number): number
}

/**
 * Lays out at most `most` places for the steps of curves. Steps are binned when there are more,
 * or when runs logged at different steps, so that a mean at one step would be of one run.
 */
export function stepGrid(curves: readonly Curve[], most: number): StepGrid {
  const longest = curves.reduce((length, curve) => Math.max(length, curve.steps.length), 0)
  const limit = Math.min(most, Math.ceil(longest * 1.5))
  const steps = new Set<number>()
  let least = Infinity
  let last = -Infinity
  for (const curve of curves) {
    for (let i = 0; i < curve.steps.length; i++) {
      const step = curve.steps[i] ?? NaN
      if (!Number.isFinite(step)) continue
      if (step < least) least = step
      if (step > last) last = step
      if (steps.size <= limit) steps.add(step)
    }
  }
  if (steps.size <= limit) return exactGrid(steps)
  // The same number of logged steps in every bin, or the means would be uneven.
  const size = Math.floor(longest / Math.ceil(longest / most))
  const binWidth = ((last - least) * longest) / Math.max(1, longest - 1) / size
  return {
    size,
    binWidth,
    placeOf: (step) => Math.min(size - 1, Math.floor((step - least) / binWidth)),
  }
}

function exactGrid(steps: ReadonlySet<number>): StepGrid {
  const sorted = [...steps].sort((a, b) => a - b)
  const places = new Map(sorted.map((step, index) => [step, index]))
  return { size: sorted.length, binWidth: null, placeOf: (step) => places.get(step) ?? 0 }
}
