import { mersenne } from 'pure-rand/generator/mersenne'
import { bcaInterval } from './bca-interval.js'

/** How {@link bca} resamples. */
export interface BcaOptions {
  /** Between 0 and 1, both excluded. Default 0.95. */
  readonly level?: number | undefined
  /** How many resamples. Default 9999. */
  readonly resamples?: number | undefined
  /** A whole number; the same one gives the same interval on every machine. Default 0. */
  readonly seed?: number | undefined
}

/**
 * The confidence interval of a statistic by the bias-corrected and accelerated bootstrap (Efron,
 * "Better bootstrap confidence intervals", JASA 82, 1987), or null of fewer than two values and
 * where the interval is undefined (see {@link bcaInterval}). Equal values have one of no width.
 *
 * It depends on the values and the seed, not on the order of the values. Time grows with
 * n · (resamples + n).
 *
 * @param statistic Of values in ascending order: each resample is handed over sorted, in an array
 *   that is used again for the next.
 *
 * @example
 * bca([1, 2, 3, 4], (sorted) => median(sorted) ?? NaN) // { low: 1, high: 4 }
 */
export function bca(
  values: ArrayLike<number>,
  statistic: (sorted: ArrayLike<number>) => number,
  { level = 0.95, resamples = 9999, seed = 0 }: BcaOptions = {},
): { low: number; high: number } | null {
  const sorted = Float64Array.from(values).sort()
  if (sorted.length < 2 || !(resamples >= 1) || !(level > 0 && level < 1)) return null
  const distribution = resampled(sorted, statistic, Math.floor(resamples), seed)
  const jackknife = leftOut(sorted, statistic)
  return bcaInterval({ estimate: statistic(sorted), distribution, jackknife }, level)
}

/** The statistic of each resample, in ascending order. */
function resampled(
  sorted: Float64Array,
  statistic: (sorted: ArrayLike<number>) => number,
  resamples: number,
  seed: number,
): Float64Array {
  const last = sorted.length - 1
  const index = indices(sorted.length, seed)
  const times = new Uint32Array(sorted.length)
  const resample = new Float64Array(sorted.length)
  return new Float64Array(resamples)
    .map(() => {
      times.fill(0)
      for (let draw = 0; draw <= last; draw++) {
        const i = index()
        times[i] = (times[i] ?? 0) + 1
      }
      // How often each value is drawn says the resample, and gives it in order without a sort.
      let filled = 0
      for (let i = 0; i <= last; i++) {
        const value = sorted[i] ?? NaN
        for (let left = times[i] ?? 0; left > 0; left--) resample[filled++] = value
      }
      return statistic(resample)
    })
    .sort()
}

/**
 * Draws whole numbers from 0 to n - 1, each as likely. pure-rand's own `uniformInt` computes with
 * doubles, which takes several times as long.
 */
function indices(n: number, seed: number): () => number {
  const random = mersenne(seed)
  // Those above the last whole multiple of n would make the small ones likelier.
  const limit = 2 ** 31 - (2 ** 31 % n)
  return () => {
    let bits: number
    do bits = random.next() >>> 1
    while (bits >= limit)
    return bits % n
  }
}

/** The statistic without each one of the values. */
function leftOut(
  sorted: Float64Array,
  statistic: (sorted: ArrayLike<number>) => number,
): Float64Array {
  const others = sorted.slice(1)
  return sorted.map((_, i) => {
    if (i > 0) others[i - 1] = sorted[i - 1] ?? NaN
    return statistic(others)
  })
}
