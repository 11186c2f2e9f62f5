/**
 * Γ(a + ½) / Γ(a) of a > 0: the expansion of DLMF 5.11.13 at a large argument, and the recurrence
 * down from there. Two logarithms of Γ would lose their digits to each other instead.
 *
 * @example
 * gammaRatio(1) // 0.886226925...: √π / 2
 */
export function gammaRatio(a: number): number {
  let large = a
  let factor = 1
  for (; large < 100; large++) factor *= large / (large + 0.5)
  const z = 1 / large
  const series =
    1 + z * (-1 / 8 + z * (1 / 128 + z * (5 / 1024 + z * (-21 / 32768 + (z * -399) / 262144))))
  return factor * Math.sqrt(large) * series
}
