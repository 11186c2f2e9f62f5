import { inspect } from 'node:util'
import { AssayError } from '../issue.js'
import { parseNumber } from '../parsers/number.js'

/** The value that is looked for. */
export interface Wanted {
  readonly value: number
  /** As it was given. */
  readonly text: string
  /** Whether a line may hold it; cheaper than looking at its numbers. */
  readonly mayBeIn: (line: string) => boolean
}

/**
 * Reads the value that is wanted: a number, or text as a log has it: `14.4`, `1e-05`, `93.4%`,
 * `1,234.5`.
 *
 * @throws AssayError for anything else.
 */
export function wantedValue(given: number | string): Wanted {
  const text = String(given).trim()
  const value = parseNumber(text.replace(/\s*%$/, ''), true)
  if (value === undefined || !Number.isFinite(value)) {
    throw new AssayError(
      `The value to look for is a number as a log has it, such as 14.4, not ${inspect(given)}.`,
    )
  }
  const held = digitsOf(value)
  return { value, text, mayBeIn: (line) => held.test(line) }
}

/**
 * However a number is written, its digits follow each other, with no others around them but zeros,
 * and those that are too many for its value to tell.
 */
function digitsOf(value: number): RegExp {
  const digits = value.toExponential().replace(/e.*/, '').replace(/\D/g, '').replace(/0+$/, '')
  if (digits === '') return /0/
  return new RegExp(`(?<![1-9])${digits.split('').join('[.,]?')}(?:[0.,]*(?!\\d)|[\\d.,]{8})`)
}
