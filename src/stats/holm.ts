/**
 * The p-values of a family, adjusted by Holm's step-down method, in the order they came in; null for
 * what was not tested, which does not count.
 *
 * The k-th smallest of m is multiplied by m - k + 1, made at least as large as the ones before, and
 * at most 1 (Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
 * of Statistics 6, 1979).
 *
 * @example
 * holm([0.04, 0.01, null, 0.03]) // [0.06, 0.03, null, 0.06]
 */
export function holm(ps: readonly (number | null)[]): (number | null)[] {
  const adjusted: (number | null)[] = ps.map(() => null)
  const family = ps.flatMap((p, i) => (p === null ? [] : { p, i }))
  let least = 0
  family
    .sort((a, b) => a.p - b.p)
    .forEach(({ p, i }, rank) => {
      least = Math.min(1, Math.max(least, p * (family.length - rank)))
      adjusted[i] = least
    })
  return adjusted
}
