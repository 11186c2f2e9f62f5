/** Python's `str` of a complex number, such as `(1+2j)`; JavaScript has no type for it. */
export function complexText(real: number, imaginary: number): string {
  if (Object.is(real, 0)) return `${show(imaginary)}j`
  const sign = Number.isNaN(imaginary) || (imaginary >= 0 && !Object.is(imaginary, -0)) ? '+' : ''
  return `(${show(real)}${sign}${show(imaginary)}j)`
}

// Python writes an exponent from 1e16 on and below 1e-4, of two digits at least.
function show(value: number): string {
  if (Object.is(value, -0)) return '-0'
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const size = Math.abs(value)
  if (value === 0 || (size >= 1e-4 && size < 1e16)) return String(value)
  return value.toExponential().replace(/e([-+])(\d)$/, 'e$10$2')
}
