import { std } from './std.js'

/**
 * The standard error of the mean, s / √n, or null of fewer than two values.
 *
 * @param centre The mean of the values, where it is known already.
 *
 * @example
 * sem([1, 2, 3]) // 0.5773502691896258
 */
export function sem(values: ArrayLike<number>, centre?: number): number | null {
  const s = std(values, centre)
  return s === null ? null : s / Math.sqrt(values.length)
}
