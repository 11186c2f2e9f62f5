import { mean } from './mean.js'
import { normalQuantile, normalTail } from './normal.js'
import { quantile } from './quantile.js'

/** What the interval of a bootstrap is made of. */
export interface Bootstrap {
  /** The statistic of the values themselves. */
  readonly estimate: number
  /** The statistic of each resample, in ascending order. */
  readonly distribution: Float64Array
  /** The statistic of the values without each one of them. */
  readonly jackknife: Float64Array
}

/**
 * The bias-corrected and accelerated interval of a bootstrap, or null where it is undefined: every
 * resample on one side of the estimate, or a jackknife that does not vary though the resamples do.
 *
 * Efron, "Better bootstrap confidence intervals", JASA 82, 1987; Efron & Tibshirani, "An
 * introduction to the bootstrap", 1993, eq. 14.9-14.15. Resamples equal to the estimate count half
 * in the bias, as scipy has it.
 */
export function bcaInterval(
  { estimate, distribution, jackknife }: Bootstrap,
  level: number,
): { low: number; high: number } | null {
  const least = distribution[0]
  // Every quantile of it is the same, whatever the bias and the acceleration.
  if (least !== undefined && least === distribution.at(-1)) return { low: least, high: least }
  const bias = normalQuantile(shareBelow(distribution, estimate))
  const acceleration = accelerationOf(jackknife)
  const end = (z: number): number | null => {
    const shifted = bias + z
    const p = 1 - normalTail(bias + shifted / (1 - acceleration * shifted))
    return quantile(distribution, p)
  }
  const z = normalQuantile((1 - level) / 2)
  const low = end(z)
  const high = end(-z)
  return low === null || high === null ? null : { low, high }
}

/** The share of values below the limit, those equal to it counted half. */
function shareBelow(values: Float64Array, limit: number): number {
  let twice = 0
  for (const value of values) twice += value < limit ? 2 : value === limit ? 1 : 0
  return twice / (2 * values.length)
}

/** A sixth of the skewness of the jackknife's influence values; NaN where it does not vary. */
function accelerationOf(jackknife: Float64Array): number {
  const centre = mean(jackknife)
  if (centre === null) return NaN
  let squares = 0
  let cubes = 0
  for (const value of jackknife) {
    const influence = centre - value
    squares += influence ** 2
    cubes += influence ** 3
  }
  return cubes / (6 * squares ** 1.5)
}
