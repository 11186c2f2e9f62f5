import { betaOfHalf, upperTail } from './t-tail.js'

/**
 * The t that |T| stays below with probability `level`: what a confidence interval multiplies the
 * standard error by. Null where the level or df is out of range, as in {@link tQuantile}.
 *
 * @example
 * tCritical(0.95, 2) // 4.302652729...
 */
export function tCritical(level: number, df: number): number | null {
  // From the tail, as ½ + level / 2 would lose the digits of a level close to 1.
  const t = -tQuantile((1 - level) / 2, df)
  return level > 0 && level < 1 && !Number.isNaN(t) ? t : null
}

/**
 * The quantile (inverse of the cumulative distribution) of Student's t.
 *
 * The tail is that of {@link tTail}, which Newton's method inverts. The relative error is below
 * 1e-11 for |p - ½| > 0.01 and df up to a million.
 *
 * @param p A probability between 0 and 1, both excluded.
 * @param df Degrees of freedom, at least 1; need not be whole.
 * @returns The t with P(T ≤ t) = p; NaN where p or df is out of range.
 *
 * @example
 * tQuantile(0.975, 2) // 4.302652729...
 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1 && df >= 1 && df < Infinity)) return NaN
  if (p === 0.5) return 0
  return p < 0.5 ? -upperQuantile(p, df) : upperQuantile(1 - p, df)
}

/** The t > 0 whose upper tail is q < ½, by Newton on the tail's logarithm inside a bracket. */
function upperQuantile(q: number, df: number): number {
  const beta = betaOfHalf(df)
  let low = 0
  let high = 1
  while (upperTail(high, df, beta) > q) [low, high] = [high, high * 2]
  let t = (low + high) / 2
  for (let i = 0; i < 100; i++) {
    const tail = upperTail(t, df, beta)
    if (tail > q) low = t
    else high = t
    const density = Math.exp((-(df + 1) / 2) * Math.log1p((t * t) / df)) / (beta * Math.sqrt(df))
    const newton = t + (tail / density) * Math.log(tail / q)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - t) <= 2 * Number.EPSILON * t) return next
    t = next
  }
  return t
}
