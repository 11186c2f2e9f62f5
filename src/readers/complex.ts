import { floatText } from '../float-text.js'

/** Python's `str` of a complex number, such as `(1+2j)`; JavaScript has no type for it. */
export function complexText(real: number, imaginary: number): string {
  if (Object.is(real, 0)) return `${floatText(imaginary)}j`
  const sign = Number.isNaN(imaginary) || (imaginary >= 0 && !Object.is(imaginary, -0)) ? '+' : ''
  return `(${floatText(real)}${sign}${floatText(imaginary)}j)`
}
