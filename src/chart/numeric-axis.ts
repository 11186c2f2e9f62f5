import { AssayError } from '../issue.js'
import { spansDecades } from './log-scale.js'

/** How numbers lie on an axis; `'auto'` is logarithmic where they span decades. */
export type ScaleType = 'auto' | 'linear' | 'log'

// Vega would read it out as reaching from NaN to NaN.
export const EMPTY_AXIS = { aria: false }

/** A quantitative position that need not hold zero, for the field of that name; padding in px. */
export function numericAxis(
  field: string,
  title: string | string[],
  values: readonly (number | null)[],
  type: ScaleType,
  padding = 0,
): Record<string, unknown> {
  const numbers = values.filter((value) => value !== null)
  const below = numbers.find((value) => value <= 0)
  if (type === 'log' && below !== undefined) {
    throw new AssayError(
      `${[title].flat().join(': ')} has values that a logarithmic scale cannot show, such as ${below}.`,
    )
  }
  if (numbers.length === 0) return { field, type: 'quantitative', title, axis: EMPTY_AXIS }
  if (type === 'log' || (type === 'auto' && spansDecades(numbers))) {
    const scale = { type: 'log', nice: false, padding: 8 }
    // "0.001" or "1e-7", and not the "1m" or "100n" of SI prefixes.
    const ticks = logTicks(numbers)
    // Where there is hardly one of these, Vega has ticks in between.
    const axis = { format: '~g', ...(ticks.length >= 2 && { values: ticks }) }
    return { field, type: 'quantitative', title, scale, axis }
  }
  const scale = { zero: false, nice: true, padding, ...roundOne(numbers) }
  const whole = numbers.every(Number.isInteger)
  return { field, type: 'quantitative', title, scale, ...(whole && { axis: { tickMinStep: 1 } }) }
}

/** A domain about the one value that there is: of no width it would have no ticks. */
function roundOne(values: readonly number[]): { domain?: number[] } {
  const [first = 0] = values
  if (values.some((value) => value !== first)) return {}
  const margin = Math.abs(first) / 10 || 1
  return { domain: [first - margin, first + margin] }
}

/** The powers of ten in a range, at most ten or so; of a range with fewer than two, 1, 2, 5, .... */
function logTicks(values: readonly number[]): number[] {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity)
  const most = values.reduce((a, b) => Math.max(a, b), 0)
  const [low, high] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))]
  if (!Number.isFinite(high - low)) return []
  const every = Math.ceil((high - low) / 10)
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i)
  const ticks = (digits: readonly number[]): number[] =>
    powers
      .filter((power) => power % every === 0)
      .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
      .filter((tick) => tick >= least && tick <= most)
  const whole = ticks([1])
  return whole.length >= 2 ? whole : ticks([1, 2, 5])
}
