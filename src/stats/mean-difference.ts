import { mean } from './mean.js'

/**
 * The mean of the first sample minus that of the second, or null where one is empty.
 *
 * Both are taken from one centre, as the difference of two rounded means would lose the digits of a
 * small difference between large means.
 */
export function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const centre = mean(a)
  if (centre === null) return null
  const first = mean(from(a, centre))
  const second = mean(from(b, centre))
  return first === null || second === null ? null : first - second
}

// A loop, for Float64Array.from with a function is many times slower.
function from(values: ArrayLike<number>, centre: number): Float64Array {
  const centred = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) centred[i] = (values[i] ?? NaN) - centre
  return centred
}
