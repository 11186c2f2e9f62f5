/**
 * A quantile of sorted numbers, interpolated between its two neighbours, as NumPy and pandas have it
 * by default (Hyndman and Fan's seventh); NaN of none.
 */
export function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = Math.min(Math.floor(place), sorted.length - 1)
  const low = sorted[below] ?? NaN
  const high = sorted[below + 1] ?? low
  const part = place - below
  if (part === 0 || low === high) return low
  // From the nearer end, as NumPy does: the rounding is part of the value.
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part)
}
