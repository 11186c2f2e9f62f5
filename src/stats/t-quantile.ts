/**
 * The quantile (inverse of the cumulative distribution) of Student's t.
 *
 * The tail is the regularised incomplete beta function, P(T > t) = ½ I_x(ν/2, ½) at
 * x = ν / (ν + t²) (Abramowitz & Stegun 26.7.1; NIST DLMF 8.17), which Newton's method inverts.
 * The relative error is below 1e-11 for |p - ½| > 0.01 and df up to a million.
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
  const beta = Math.sqrt(Math.PI) / gammaRatio(df / 2)
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

/** P(T > t) for t > 0; `beta` is B(df/2, ½). */
function upperTail(t: number, df: number, beta: number): number {
  const a = df / 2
  const square = t * t
  const x = df / (df + square)
  const y = square / (df + square)
  const power = (Math.exp(-a * Math.log1p(square / df)) * Math.sqrt(y)) / beta
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

/**
 * Γ(a + ½) / Γ(a): the expansion of DLMF 5.11.13 at a large argument, and the recurrence down
 * from there. Two logarithms of Γ would lose their digits to each other instead.
 */
function gammaRatio(a: number): number {
  let large = a
  let factor = 1
  for (; large < 100; large++) factor *= large / (large + 0.5)
  const z = 1 / large
  const series =
    1 + z * (-1 / 8 + z * (1 / 128 + z * (5 / 1024 + z * (-21 / 32768 + (z * -399) / 262144))))
  return factor * Math.sqrt(large) * series
}
