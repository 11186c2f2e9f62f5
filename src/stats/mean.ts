/** A power of two so far from 1 that sums of scaled values cannot overflow. */
const SCALE = 2 ** 64

/**
 * The arithmetic mean, or null of no values. Equal values give exactly that value.
 *
 * The sum over n, and one pass that adds the mean of what is left, if that is more than rounding:
 * an error of a unit in the last place or so (Chan, Golub & LeVeque, The American Statistician 37,
 * 1983), and no overflow. The values are to be finite.
 *
 * @example
 * mean([1, 2, 6]) // 3
 */
export function mean(values: ArrayLike<number>): number | null {
  return meanBetween(values, 0, values.length)
}

/** The mean of the values from one index up to another that is excluded; null if there are none. */
export function meanBetween(values: ArrayLike<number>, from: number, to: number): number | null {
  const n = to - from
  if (n <= 0) return null
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i] ?? NaN
  const rough = sum / n
  let left = 0
  let spread = 0
  for (let i = from; i < to; i++) {
    const deviation = (values[i] ?? NaN) - rough
    left += deviation
    spread += Math.abs(deviation)
  }
  if (Number.isFinite(left)) {
    return Math.abs(left) > Number.EPSILON * spread ? rough + left / n : rough
  }
  // Too large for a sum. Without the guard, a value that is not finite would recur for ever.
  const small = Float64Array.from(values, (value) => value / SCALE).subarray(from, to)
  return small.every(Number.isFinite) ? (meanBetween(small, 0, n) ?? 0) * SCALE : rough
}
