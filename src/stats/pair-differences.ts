import { mean } from './mean.js'

/** How many units in the last place of the values a spread may have and still be their rounding. */
const ROUNDING = 8

/**
 * `a[i] - b[i]`, or null of fewer than two pairs and of samples that differ in length. Differences
 * that spread by no more than the values' own rounding are all their mean: they are one number, and
 * a test of them would measure the rounding.
 */
export function pairDifferences(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array | null {
  if (a.length !== b.length || a.length < 2) return null
  const differences = new Float64Array(a.length)
  let [least, most, largest] = [Infinity, -Infinity, 0]
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? NaN, b[i] ?? NaN]
    differences[i] = x - y
    least = Math.min(least, x - y)
    most = Math.max(most, x - y)
    largest = Math.max(largest, Math.abs(x), Math.abs(y))
  }
  const isRounding = most - least <= ROUNDING * Number.EPSILON * largest
  return isRounding ? differences.fill(mean(differences) ?? NaN) : differences
}
