import { gammaRatio } from './gamma-ratio.js'

/**
 * P(|T| ≥ |t|) of Student's t: the p-value of a two-sided t-test.
 *
 * It is the regularised incomplete beta function I_x(ν/2, ½) at x = ν / (ν + t²) (Abramowitz &
 * Stegun 26.7.1; NIST DLMF 8.17), by its continued fraction. The relative error is below 1e-10 for
 * df up to a million.
 *
 * @param df Degrees of freedom ν, more than 0; need not be whole.
 * @returns From 0 to 1; null where df is out of range or t is NaN.
 *
 * @example
 * tTail(4.302652729749462, 2) // 0.05, but for rounding
 */
export function tTail(t: number, df: number): number | null {
  if (Number.isNaN(t) || !(df > 0 && df < Infinity)) return null
  if (Math.abs(t) === Infinity) return 0
  return Math.min(1, 2 * upperTail(Math.abs(t), df, betaOfHalf(df)))
}

/** B(df/2, ½), which {@link upperTail} asks for as it stays the same while t changes. */
export function betaOfHalf(df: number): number {
  return Math.sqrt(Math.PI) / gammaRatio(df / 2)
}

/** P(T > t) for t ≥ 0; `beta` is B(df/2, ½). */
export function upperTail(t: number, df: number, beta: number): number {
  const a = df / 2
  const ratio = t / Math.sqrt(df)
  const square = ratio * ratio
  const x = 1 / (1 + square)
  const y = 1 / (1 + 1 / square)
  // The logarithm of 1 + square, of which 1 is no part where the square may overflow.
  const log = ratio < 1e8 ? Math.log1p(square) : 2 * Math.log(ratio)
  const power = (Math.exp(-a * log) * Math.sqrt(y)) / beta
  // Each fraction converges fast on its own side of the distribution's middle.
  return x < (a + 1) / (a + 2.5)
    ? power / (2 * a * betaFraction(x, a, 0.5))
    : 0.5 - power / betaFraction(y, 0.5, a)
}

/** The continued fraction of I_x(a, b), DLMF 8.17.22, by the modified Lentz method. */
function betaFraction(x: number, a: number, b: number): number {
  let value = 1
  let c = 1
  let d = 0
  for (let k = 1; k < 100_000; k++) {
    const m = k >> 1
    const term =
      k % 2 === 0
        ? (m * (b - m) * x) / ((a + k - 1) * (a + k))
        : (-(a + m) * (a + b + m) * x) / ((a + k - 1) * (a + k))
    d = 1 / (1 + term * d)
    c = 1 + term / c
    value *= c * d
    if (Math.abs(c * d - 1) < Number.EPSILON) break
  }
  return value
}
