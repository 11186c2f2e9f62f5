/** A number beyond which plain text is longer than a power of ten: 10^7, and below 10^-4. */
const [LEAST_PLAIN, MOST_PLAIN] = [-4, 6]

/** A double has no more digits to tell. */
const MOST_DIGITS = 15

/** What a number without an uncertainty is shown with. */
const DIGITS = 6

/** Numbers rounded to the same decimal place, as texts to be put together. */
export interface Rounded {
  readonly texts: readonly string[]
  /** The power of ten that the texts are to be multiplied with; 0 of plain ones. */
  readonly power: number
}

/**
 * Rounds numbers to the place that their uncertainty leads: that of its first significant digit, or
 * of its second where the first is 1, since to round 0.14 to 0.1 would lose too much of it.
 *
 * The uncertainty is a positive number. `undefined` where doubles do not reach that place.
 *
 * Source: J. R. Taylor, An Introduction to Error Analysis, 2nd edition, section 2.2.
 */
export function roundedBy(uncertainty: number, numbers: readonly number[]): Rounded | undefined {
  const place = placeOf(uncertainty)
  const rounded = numbers.map((number) => scaled(Math.round(scaled(number, -place)), place))
  const top = Math.max(...rounded.map(exponentOf))
  if (!rounded.every(Number.isFinite) || top - place > MOST_DIGITS) return undefined
  const power = top < LEAST_PLAIN || top > MOST_PLAIN ? top : 0
  return {
    texts: rounded.map((number) => fixed(scaled(number, -power), Math.max(0, power - place))),
    power,
  }
}

/** A number as text of six digits; an integer, and the integer part, stay whole. */
export function sixDigits(value: number): string {
  if (Object.is(value, -0)) return '-0'
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value)
  const digits = Math.max(DIGITS, exponentOf(value) + 2)
  return String(Number(value.toPrecision(Math.min(digits, 17))))
}

/** The exponent of the last digit to be kept. */
function placeOf(uncertainty: number): number {
  // A half width is a difference: 0.00099999999999998 is to be 0.001.
  const [digits = '', exponent] = Number(uncertainty.toPrecision(12)).toExponential().split('e')
  return Number(exponent) - (digits.startsWith('1') ? 1 : 0)
}

function exponentOf(value: number): number {
  return value === 0 ? -Infinity : Number(value.toExponential().split('e')[1])
}

/** A number times a power of ten, by its decimal digits: a product of doubles would add to them. */
function scaled(value: number, power: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + power}`)
}

function fixed(value: number, decimals: number): string {
  // Zero has no sign here: -0.0004 ± 0.003 is 0.000.
  return (value === 0 ? 0 : value).toFixed(decimals)
}
