import { meanBetween } from './mean.js'

/**
 * The interquartile mean of values in ascending order (the caller sorts), or null of none: the mean
 * without the lowest and the highest quarter, ⌊n / 4⌋ values at each end.
 *
 * As `scipy.stats.trim_mean(x, 0.25)`; advised for few runs by Agarwal et al., "Deep reinforcement
 * learning at the edge of the statistical precipice", NeurIPS 2021.
 *
 * @example
 * iqm([0, 4, 5, 100]) // 4.5
 */
export function iqm(sorted: ArrayLike<number>): number | null {
  const trimmed = Math.floor(sorted.length / 4)
  return meanBetween(sorted, trimmed, sorted.length - trimmed)
}
