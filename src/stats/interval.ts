import { mean } from './mean.js'
import { std } from './std.js'
import { tInterval } from './t-interval.js'

/** What an error bar or a band spans: the sample std, the 95% CI of the mean, or nothing. */
export type Spread = 'std' | 'ci95' | 'none'

/** A mean as a row of chart data; without lo and hi where there is no interval. */
export interface Centre {
  readonly y: number
  readonly n: number
  readonly lo?: number
  readonly hi?: number
}

/** The mean of at least one value, and its interval if there is one: of one value there is none. */
export function centreOf(values: readonly number[], spread: Spread): Centre | null {
  const y = mean(values)
  if (y === null) return null
  const half = spread === 'none' ? null : spread === 'std' ? std(values) : tInterval(values)
  return half === null
    ? { y, n: values.length }
    : { y, n: values.length, lo: y - half, hi: y + half }
}
