import { mean } from './mean.js'

/** Sums of squares outside of these lose digits to underflow, or overflow. */
const LEAST = 1e-280
const MOST = 1e300

/**
 * The sample standard deviation (the sum of squares over n - 1), or null of fewer than two values.
 *
 * The corrected two-pass algorithm (Chan, Golub & LeVeque, The American Statistician 37, 1983,
 * eq. 1.7), so that a small spread about a large mean keeps its digits. The values are to be
 * finite.
 *
 * @param centre The mean of the values, where it is known already.
 *
 * @example
 * std([1, 2, 3]) // 1
 * std([1]) // null
 */
export function std(values: ArrayLike<number>, centre = mean(values)): number | null {
  const n = values.length
  if (centre === null || n < 2) return null
  let squares = 0
  let left = 0
  for (let i = 0; i < n; i++) {
    const deviation = (values[i] ?? NaN) - centre
    squares += deviation * deviation
    left += deviation
  }
  return squares > LEAST && squares < MOST
    ? Math.sqrt(Math.max(0, squares - (left * left) / n) / (n - 1))
    : scaledStd(values, centre)
}

/** Of deviations whose squares a double cannot hold: each is divided by the largest first. */
function scaledStd(values: ArrayLike<number>, centre: number): number {
  // Halves, as the difference of two huge values overflows.
  const halves = Float64Array.from(values, (value) => value / 2 - centre / 2)
  const largest = halves.reduce((most, half) => Math.max(most, Math.abs(half)), 0)
  if (largest === 0) return 0
  const squares = halves.reduce((sum, half) => sum + (half / largest) ** 2, 0)
  return Math.sqrt(squares / (halves.length - 1)) * 2 * largest
}
