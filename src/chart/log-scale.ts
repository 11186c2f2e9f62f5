const DECADES = 2

/**
 * Whether numbers are better told apart on a logarithmic scale: all are positive, they span two
 * decades or more, and they crowd at the low end (which 1, 2, ..., 500 do not).
 */
export function spansDecades(values: readonly number[]): boolean {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const least = sorted[0]
  const most = sorted.at(-1)
  const middle = sorted[(sorted.length - 1) >> 1]
  if (least === undefined || most === undefined || middle === undefined || least <= 0) return false
  return most / least >= 10 ** DECADES && (middle - least) / (most - least) < 0.25
}
