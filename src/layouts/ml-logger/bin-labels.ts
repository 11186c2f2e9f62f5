import { pythonRepr } from '../../values/python-text.js'

const LEAST_DIGITS = 3
const MOST_DIGITS = 20

/**
 * The names of quantile bins as pandas prints them: `(1.999, 4.25]`. Edges are rounded to three
 * digits, or to as many as it takes to tell them apart, and the first is moved down by one in the
 * last of these, for its bin holds it.
 *
 * Source: pandas 1.5's reshape/tile.py.
 */
export function binLabels(edges: readonly number[]): string[] {
  const digits = digitsFor(edges)
  const breaks = edges.map((edge) => rounded(edge, digits))
  breaks[0] = (breaks[0] ?? NaN) - Number(`1e-${digits}`)
  return breaks.slice(1).map((to, i) => `(${pythonRepr(breaks[i] ?? NaN)}, ${pythonRepr(to)}]`)
}

function digitsFor(edges: readonly number[]): number {
  for (let digits = LEAST_DIGITS; digits < MOST_DIGITS; digits++) {
    const different = new Set(edges.map((edge) => rounded(edge, digits)))
    if (different.size === edges.length) return digits
  }
  return LEAST_DIGITS
}

/** To so many digits behind the point, or for a number below 1 behind the zeros that follow it. */
function rounded(value: number, digits: number): number {
  if (!Number.isFinite(value) || value === 0) return value
  const size = Math.abs(value)
  const places = size >= 1 ? digits : digits - 1 - Math.floor(Math.log10(size))
  const factor = Number(`1e${places}`)
  const result = toEven(value * factor) / factor
  // Where the factor is too large for a number there is nothing to round.
  return Number.isFinite(result) ? result : value
}

/** The nearest integer; of two the even one. */
function toEven(value: number): number {
  const down = Math.floor(value)
  const rest = value - down
  if (rest !== 0.5) return Math.round(value)
  return down % 2 === 0 ? down : down + 1
}
