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
  // However it is written, its digits follow each other.
  const digits = value.toExponential().replace(/e.*/, '').replace(/\D/g, '').replace(/0+$/, '')
  const inOrder = new RegExp((digits || '0').split('').join('[.,]?'))
  return { value, text, mayBeIn: (line) => inOrder.test(line) }
}
