/** A float as Python writes it, without `.0`: an exponent has two digits at least. */
export function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0'
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const size = Math.abs(value)
  if (value === 0 || (size >= 1e-4 && size < 1e16)) return String(value)
  return value.toExponential().replace(/e([-+])(\d)$/, 'e$10$2')
}
