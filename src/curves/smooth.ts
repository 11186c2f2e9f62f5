import type { RunPoints } from './run-points.js'

/**
 * Smooths the values of a run in place, as TensorBoard does: an exponential moving average that
 * starts at 0, aₖ = w·aₖ₋₁ + (1 - w)·xₖ, over what its start leaves of it, 1 - wᵏ. NaN stays and
 * counts as no point; a run of one value stays exactly as it is.
 *
 * Source: `classicSmoothing` in TensorBoard's `line_chart_v2/data_transformer.ts`.
 */
export function smoothPoints({ values, length }: RunPoints, weight: number): void {
  if (weight === 0 || isConstant(values, length)) return
  let average = 0
  let rest = 1
  for (let i = 0; i < length; i++) {
    const value = values[i] ?? NaN
    if (Number.isNaN(value)) continue
    average = average * weight + (1 - weight) * value
    rest *= weight
    values[i] = average / (1 - rest)
  }
}

function isConstant(values: Float64Array, length: number): boolean {
  let first = NaN
  for (let i = 0; i < length; i++) {
    const value = values[i] ?? NaN
    if (Number.isNaN(value) || value === first) continue
    if (!Number.isNaN(first)) return false
    first = value
  }
  return true
}
