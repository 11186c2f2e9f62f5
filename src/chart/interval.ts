import { mean } from '../stats/mean.js'
import { std } from '../stats/std.js'
import { tInterval } from '../stats/t-interval.js'

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

/** What the marks show, such as 'mean ± 95% CI, n = 3'; or 'n = 1', where nothing was averaged. */
export function centreText(centres: readonly Centre[], spread: Spread): string {
  const counts = centres.map((centre) => centre.n)
  const least = counts.reduce((a, b) => Math.min(a, b), Infinity)
  const most = counts.reduce((a, b) => Math.max(a, b), 0)
  if (most === 0) return 'no values'
  if (most === 1) return 'n = 1'
  const interval = { std: ' ± std', ci95: ' ± 95% CI', none: '' }[spread]
  return `mean${interval}, n = ${least === most ? most : `${least}–${most}`}`
}

/** A tooltip's text of the interval, as a Vega-Lite transform that keeps it out of the data. */
export const INTERVAL_TEXT = {
  calculate:
    "isValid(datum.lo) ? format(datum.lo, '.6~g') + ' to ' + format(datum.hi, '.6~g') : 'none'",
  as: 'interval',
}
