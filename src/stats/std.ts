import { mean } from './mean.js'

/**
 * The sample standard deviation (the sum of squares over n - 1), or null of fewer than two values.
 *
 * Two passes, so that a small spread about a large mean keeps its digits. The values are to be
 * finite.
 *
 * @example
 * std([1, 2, 3]) // 1
 * std([1]) // null
 */
export function std(values: readonly number[]): number | null {
  const centre = mean(values)
  if (centre === null || values.length < 2) return null
  let squares = 0
  for (const value of values) squares += (value - centre) ** 2
  return Math.sqrt(squares / (values.length - 1))
}
