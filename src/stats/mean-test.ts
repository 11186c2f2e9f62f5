import { tCritical } from './t-quantile.js'
import { tTail } from './t-tail.js'

/** What a t-test of two means says. */
export interface MeanTest {
  /** The first mean minus the second. */
  readonly difference: number
  /** The ends of the confidence interval of the difference. */
  readonly low: number
  readonly high: number
  /** The statistic; an infinity where means differ that have no spread. */
  readonly t: number
  /** Degrees of freedom; need not be whole. */
  readonly df: number
  /** The two-sided p-value. */
  readonly p: number
}

/**
 * The test of a difference with its standard error; null without them, where a number overflows,
 * and where the level is not between 0 and 1. Without any spread p is 1 where the difference is 0
 * and else 0, and the interval has no width.
 */
export function meanTest(
  difference: number | null,
  error: number | null,
  df: number,
  level: number,
): MeanTest | null {
  if (difference === null || error === null) return null
  const critical = tCritical(level, df)
  const t = error === 0 && difference === 0 ? 0 : difference / error
  const p = tTail(t, df)
  if (critical === null || p === null) return null
  const low = difference - critical * error
  const high = difference + critical * error
  return Number.isFinite(low) && Number.isFinite(high) ? { difference, low, high, t, df, p } : null
}
