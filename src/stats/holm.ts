/**
 * The p-values of a family, adjusted by Holm's step-down method, in the order they came in.
 *
 * The k-th smallest of m is multiplied by m - k + 1, made at least as large as the ones before, and
 * at most 1 (Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
 * of Statistics 6, 1979).
 *
 * @example
 * holm([0.04, 0.01, 0.03]) // [0.06, 0.03, 0.06]
 */
export function holm(ps: readonly number[]): number[] {
  const adjusted = new Array<number>(ps.length)
  const ascending = ps.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p)
  let least = 0
  ascending.forEach(({ p, i }, rank) => {
    least = Math.min(1, Math.max(least, p * (ps.length - rank)))
    adjusted[i] = least
  })
  return adjusted
}
