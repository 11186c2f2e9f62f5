import { gammaRatio } from './gamma-ratio.js'
import { pairDifferences } from './pair-differences.js'
import { mean } from './mean.js'
import { meanDifference } from './mean-difference.js'
import { std } from './std.js'

/**
 * Hedges' g: the difference of two means, first minus second, in units of the pooled standard
 * deviation, without bias; null where a sample has fewer than two values, and where neither spreads.
 *
 * Times the exact correction J(m) = Γ(m/2) / (√(m/2) Γ((m - 1)/2)) of m = n₁ + n₂ - 2 (Hedges,
 * "Distribution theory for Glass's estimator of effect size and related estimators", Journal of
 * Educational Statistics 6, 1981, eq. 6e).
 *
 * @example
 * hedgesG([1, 2, 3], [2, 4, 6]) // -1.009253008...
 */
export function hedgesG(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const sa = std(a)
  const sb = std(b)
  const difference = meanDifference(a, b)
  if (sa === null || sb === null || difference === null) return null
  const m = a.length + b.length - 2
  const pooled = Math.hypot(sa * Math.sqrt((a.length - 1) / m), sb * Math.sqrt((b.length - 1) / m))
  if (pooled === 0 || pooled === Infinity) return null
  const correction = gammaRatio((m - 1) / 2) / Math.sqrt(m / 2)
  return (correction * difference) / pooled
}

/**
 * Cohen's d of pairs, d_z: the mean of the differences `a[i] - b[i]` over their standard deviation;
 * null of fewer than two pairs, of samples that differ in length, and where the differences are
 * all the same.
 *
 * Cohen, "Statistical power analysis for the behavioral sciences", 1988, section 2.3.5.
 *
 * @example
 * cohenDz([1, 2, 4], [0, 1, 1]) // 1.443375672...
 */
export function cohenDz(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const differences = pairDifferences(a, b)
  const centre = differences && mean(differences)
  const s = differences && std(differences)
  return centre === null || s === null || s === 0 || s === Infinity ? null : centre / s
}
