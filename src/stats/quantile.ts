/**
 * The median of values in ascending order (the caller sorts), or null of none.
 *
 * @example
 * median([1, 2, 4, 9]) // 3
 */
export function median(sorted: ArrayLike<number>): number | null {
  return quantile(sorted, 0.5)
}

/**
 * The quantile at `p` of values in ascending order (the caller sorts), or null of none, and where p
 * is not from 0 to 1.
 *
 * Linear between the two values about rank (n - 1) p, counted from 0: definition 7 of Hyndman &
 * Fan, "Sample quantiles in statistical packages", The American Statistician 50, 1996; the default
 * of NumPy, pandas and R.
 *
 * @example
 * quantile([1, 2, 4, 9], 0.25) // 1.75
 */
export function quantile(sorted: ArrayLike<number>, p: number): number | null {
  const last = sorted.length - 1
  if (!(p >= 0 && p <= 1)) return null
  const rank = last * p
  const below = Math.floor(rank)
  const low = sorted[below]
  const high = sorted[Math.min(below + 1, last)]
  if (low === undefined || high === undefined) return null
  const part = rank - below
  // From the nearer end, so that the result never passes the other one.
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part)
}
