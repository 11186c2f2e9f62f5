/**
 * The arithmetic mean, or null of no values. Equal values give exactly that value.
 *
 * A running mean with one pass of correction: no overflow, and an error of a unit in the last
 * place or so. The values are to be finite.
 *
 * @example
 * mean([1, 2, 6]) // 3
 */
export function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null
  let running = 0
  let n = 0
  for (const value of values) running += (value - running) / ++n
  let correction = 0
  n = 0
  for (const value of values) correction += (value - running - correction) / ++n
  return running + correction
}
