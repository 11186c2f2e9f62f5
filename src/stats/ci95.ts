import { std } from './std.js'
import { tQuantile } from './t-quantile.js'

/**
 * Half the width of the 95% confidence interval of the mean, or null of fewer than two values.
 *
 * By Student's t with n - 1 degrees of freedom: t(0.975, n - 1) · s / √n, which holds for a few
 * independent values of about normal distribution, such as one metric over seeds.
 *
 * @example
 * ci95([1, 2, 3]) // 2.484137711...: the mean is 2 ± 2.48
 */
export function ci95(values: readonly number[]): number | null {
  const s = std(values)
  if (s === null) return null
  const n = values.length
  return (tQuantile(0.975, n - 1) * s) / Math.sqrt(n)
}
