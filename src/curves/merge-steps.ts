import type { Curve } from '../curve.js'

/** All steps of curves, sorted, each once; or null where there are more than `most`. */
export function unionOfSteps(curves: readonly Curve[], most: number): Float64Array | null {
  // Halves of halves: a step is copied as often as the number of curves can be halved.
  const union = (start: number, end: number): Float64Array | null => {
    const only = curves[start]
    if (only === undefined) return new Float64Array()
    if (end - start === 1) return upTo(stepsOf(only), most)
    const middle = (start + end) >> 1
    const left = union(start, middle)
    const right = left && union(middle, end)
    return left && right && upTo(merge(left, right), most)
  }
  return union(0, curves.length)
}

/** The steps that all curves have, sorted. */
export function intersectionOfSteps(curves: readonly Curve[]): Float64Array {
  const [first, ...others] = curves
  let common = first === undefined ? new Float64Array() : stepsOf(first)
  for (const curve of others) {
    if (common.length === 0) break
    const steps = stepsOf(curve)
    if (isSame(common, steps)) continue
    let at = 0
    common = common.filter((step) => {
      while ((steps[at] ?? Infinity) < step) at++
      return steps[at] === step
    })
  }
  return common
}

function upTo(steps: Float64Array, most: number): Float64Array | null {
  return steps.length <= most ? steps : null
}

/** A curve's finite steps, sorted, each once: mostly they are so already. */
function stepsOf({ steps }: Curve): Float64Array {
  let last = -Infinity
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] ?? NaN
    if (!Number.isFinite(step) || step <= last) return sortedSteps(steps)
    last = step
  }
  return steps instanceof Float64Array ? steps : Float64Array.from(steps)
}

function sortedSteps(steps: ArrayLike<number>): Float64Array {
  const numbers = Float64Array.from(steps, (step) => (Number.isFinite(step) ? step : NaN))
  const finite = numbers.filter((step) => !Number.isNaN(step))
  return finite.sort().filter((step, i, all) => i === 0 || step !== all[i - 1])
}

function merge(a: Float64Array, b: Float64Array): Float64Array {
  if (isSame(a, b)) return a
  const merged = new Float64Array(a.length + b.length)
  let length = 0
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const left = a[i] ?? Infinity
    const right = b[j] ?? Infinity
    merged[length++] = left < right ? left : right
    if (left <= right) i++
    if (right <= left) j++
  }
  return merged.slice(0, length)
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
