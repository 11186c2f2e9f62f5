/** `a[i] - b[i]`, or null of fewer than two pairs and of samples that differ in length. */
export function pairDifferences(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array | null {
  if (a.length !== b.length || a.length < 2) return null
  return Float64Array.from(a, (value, i) => value - (b[i] ?? NaN))
}
