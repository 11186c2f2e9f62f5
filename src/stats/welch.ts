import { meanDifference } from './mean-difference.js'
import { meanTest, type MeanTest } from './mean-test.js'
import { sem } from './sem.js'

/**
 * Welch's t-test of two independent samples whose variances may differ, or null where one has
 * fewer than two values.
 *
 * The degrees of freedom are those of Welch and Satterthwaite (Welch, "The generalization of
 * 'Student's' problem when several different population variances are involved", Biometrika 34,
 * 1947). If neither sample spreads at all, p is 1 for equal means and 0 for others, and the
 * interval has no width.
 *
 * @param level Of the interval of the difference, between 0 and 1. Default 0.95.
 *
 * @example
 * welch([1, 2, 3], [2, 4, 6])?.p // 0.220880840...
 */
export function welch(a: ArrayLike<number>, b: ArrayLike<number>, level = 0.95): MeanTest | null {
  const ea = sem(a)
  const eb = sem(b)
  if (ea === null || eb === null) return null
  const df = welchFreedom(ea, eb, a.length - 1, b.length - 1)
  return meanTest(meanDifference(a, b), Math.hypot(ea, eb), df, level)
}

/** The Welch-Satterthwaite degrees of freedom, from two standard errors and their own. */
function welchFreedom(ea: number, eb: number, na: number, nb: number): number {
  if (ea === 0 && eb === 0) return na + nb
  const largest = Math.max(ea, eb)
  const va = (ea / largest) ** 2
  const vb = (eb / largest) ** 2
  const df = (va + vb) ** 2 / (va ** 2 / na + vb ** 2 / nb)
  // It lies between these; rounding may not take it out.
  return Math.min(na + nb, Math.max(Math.min(na, nb), df))
}
