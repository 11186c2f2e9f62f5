import type { Curve } from '../curve.js'

/** One run's points in the order of their steps, each step once; NaN where it has no finite value. */
export interface RunPoints {
  readonly steps: Float64Array
  readonly values: Float64Array
  readonly length: number
}

/**
 * Gives a reader that uses the same two arrays for each curve, so that what it gave last is no
 * longer there.
 *
 * A resumed run may go back and log a step again: the values of a step are averaged, and infinite
 * ones are NaN. A point without a finite step is none.
 */
export function pointReader(longest: number): (curve: Curve) => RunPoints {
  const steps = new Float64Array(longest)
  const values = new Float64Array(longest)
  return (curve) => {
    let length = 0
    let last = -Infinity
    let rising = true
    for (let i = 0; i < curve.steps.length; i++) {
      const step = curve.steps[i] ?? NaN
      if (!Number.isFinite(step)) continue
      const value = curve.values[i] ?? NaN
      if (step <= last) rising = false
      steps[length] = last = step
      values[length] = Number.isFinite(value) ? value : NaN
      length++
    }
    return { steps, values, length: rising ? length : sorted(steps, values, length) }
  }
}

/** Sorts points by step and averages those of one step, in place; gives how many are left. */
function sorted(steps: Float64Array, values: Float64Array, length: number): number {
  const [unsortedSteps, unsortedValues] = [steps.slice(0, length), values.slice(0, length)]
  const order = Uint32Array.from({ length }, (_, i) => i).sort(
    (a, b) => (unsortedSteps[a] ?? 0) - (unsortedSteps[b] ?? 0) || a - b,
  )
  let left = 0
  let n = 0
  for (const i of order) {
    const step = unsortedSteps[i] ?? NaN
    const value = unsortedValues[i] ?? NaN
    if (left === 0 || steps[left - 1] !== step) {
      steps[left] = step
      values[left] = NaN
      left++
      n = 0
    }
    if (Number.isNaN(value)) continue
    const own = values[left - 1] ?? 0
    n++
    values[left - 1] = n === 1 ? value : own + (value - own) / n
  }
  return left
}
