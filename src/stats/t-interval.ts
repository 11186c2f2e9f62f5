import { std } from './std.js'
import { tCritical } from './t-quantile.js'

/**
 * Half the width of the confidence interval of the mean, or null of fewer than two values.
 *
 * By Student's t with n - 1 degrees of freedom: t(½ + level / 2, n - 1) · s / √n, which holds for a
 * few independent values of about normal distribution, such as one metric over seeds.
 *
 * @param level Between 0 and 1, both excluded (else null). Default 0.95.
 *
 * @example
 * tInterval([1, 2, 3]) // 2.484137711...: the mean is 2 ± 2.48
 */
export function tInterval(values: ArrayLike<number>, level = 0.95): number | null {
  return tHalfWidths(level)(std(values), values.length)
}

/** Gives {@link tInterval} from the standard deviation of n values; t is computed once for each n. */
export function tHalfWidths(level = 0.95): (std: number | null, n: number) => number | null {
  const known = new Map<number, number | null>()
  return (std, n) => {
    let t = known.get(n)
    if (t === undefined) known.set(n, (t = tCritical(level, n - 1)))
    return std === null || t === null ? null : (t * std) / Math.sqrt(n)
  }
}
