import { mean } from './mean.js'
import { meanTest, type MeanTest } from './mean-test.js'
import { pairDifferences } from './pair-differences.js'
import { sem } from './sem.js'

/**
 * Student's t-test of pairs, `a[i]` with `b[i]`, or null of fewer than two pairs and of samples
 * that differ in length.
 *
 * The test of the mean of the differences against 0, with n - 1 degrees of freedom (Student, "The
 * probable error of a mean", Biometrika 6, 1908). If the differences do not spread at all, p is 1
 * for a difference of 0 and 0 for others, and the interval has no width.
 *
 * @param level Of the interval of the difference, between 0 and 1. Default 0.95.
 *
 * @example
 * pairedT([1, 2, 4], [0, 1, 1])?.difference // 1.6666666666666667
 */
export function pairedT(a: ArrayLike<number>, b: ArrayLike<number>, level = 0.95): MeanTest | null {
  const differences = pairDifferences(a, b)
  if (differences === null) return null
  return meanTest(mean(differences), sem(differences), differences.length - 1, level)
}
