const SMALL = 1e-4
const LARGE = 1e6

/**
 * Writes numbers that are to be compared by eye: all with the same decimals, as many as tell a
 * fifteenth of their range; very large and very small ones with an exponent.
 *
 * @example
 * const text = numberText([0.9012, 0.9381])
 * text(0.9012) // '0.901'
 */
export function numberText(values: readonly number[]): (value: number) => string {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity)
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity)
  const magnitude = Math.max(Math.abs(least), Math.abs(most))
  if (values.every(Number.isInteger) && magnitude < LARGE) return (value) => minus(fixed(value, 0))
  const told = most > least ? (most - least) / 15 : magnitude / 500
  if (magnitude >= SMALL && magnitude < LARGE) {
    const decimals = Math.min(15, Math.max(0, Math.ceil(-Math.log10(told))))
    return (value) => minus(fixed(value, decimals))
  }
  const digits = Math.min(15, Math.max(2, Math.ceil(Math.log10(magnitude / told))))
  return (value) => minus(value.toExponential(digits))
}

/** Grouped by thousands, as Vega writes them on its axes. */
function fixed(value: number, decimals: number): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return value.toLocaleString('en-US', digits)
}

/** The sign that Vega writes on its axes. */
function minus(text: string): string {
  return text.replaceAll('-', '−')
}
