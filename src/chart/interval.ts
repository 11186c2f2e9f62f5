import type { Centre, Spread } from '../stats/interval.js'

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
