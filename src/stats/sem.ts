import { std } from './std.js'

/**
 * The standard error of the mean, s / √n, or null of fewer than two values.
 *
 * @example
 * sem([1, 2, 3]) // 0.5773502691896258
 */
export function sem(values: ArrayLike<number>): number | null {
  const s = std(values)
  return s === null ? null : s / Math.sqrt(values.length)
}
