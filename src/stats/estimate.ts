import { roundedBy, sixDigits, type Rounded } from './rounding.js'

/** The best of several, or one that cannot be told apart from it. */
export type Mark = 'best' | 'tied'

/** What an {@link Estimate} is made of. */
export interface EstimateParts {
  /** The estimate itself, such as a mean. */
  readonly value: number
  /** The ends of its 95% confidence interval; absent where there is none, as of one run. */
  readonly low?: number | undefined
  readonly high?: number | undefined
  /** Over how many runs it is. */
  readonly n: number
  /** Of how many: those that lack the metric are the difference. Default `n`. */
  readonly of?: number | undefined
  /** `'best'`, or `'tied'` where it cannot be told apart from the best. */
  readonly mark?: Mark | undefined
}

/**
 * A number with its uncertainty, as a cell of a table. It compares and computes as its value.
 *
 * As text it has the digits that its uncertainty leaves it: the half width of the interval has one
 * significant digit, or two where the first is 1, and the value ends at the same place. An interval
 * that is not symmetric is given by its ends, and a value without one has six digits. Over no run it is
 * empty.
 *
 * Source: J. R. Taylor, An Introduction to Error Analysis, 2nd edition, section 2.2.
 *
 * @example
 * new Estimate({ value: 0.92761, low: 0.92446, high: 0.93076, n: 5 }).toString() // '0.928 ± 0.003'
 * new Estimate({ value: 0.92761, low: 0.92102, high: 0.93076, n: 5 }).toString() // '0.928 [0.921, 0.931]'
 * new Estimate({ value: 0.92761, n: 1 }).toString() // '0.92761'
 */
export class Estimate {
  readonly value: number
  readonly low: number | undefined
  readonly high: number | undefined
  readonly n: number
  readonly of: number
  readonly mark: Mark | undefined

  constructor({ value, low, high, n, of = n, mark }: EstimateParts) {
    this.value = value
    this.low = low
    this.high = high
    this.n = n
    this.of = of
    this.mark = mark
  }

  /** Half the width of the interval; `undefined` without one, and where it is not symmetric. */
  get half(): number | undefined {
    const { value, low, high } = this
    if (low === undefined || high === undefined) return undefined
    const half = (high - low) / 2
    // The ends are themselves a sum and a difference of doubles.
    const slack = 1e-9 * half + 4 * Number.EPSILON * Math.abs(value)
    return Math.abs(high - value - (value - low)) <= slack ? half : undefined
  }

  valueOf(): number {
    return this.value
  }

  toString(): string {
    return estimateText(this, PLAIN)
  }

  /** Its parts as plain data, without those that it lacks. */
  toJSON(): EstimateParts {
    const { value, low, high, n, of, mark } = this
    return {
      value,
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      n,
      ...(of === n ? {} : { of }),
      ...(mark === undefined ? {} : { mark }),
    }
  }
}

/** How the parts of an estimate are written down. */
export interface Notation {
  readonly plusMinus: string
  /** A number, in the digits of JavaScript. */
  readonly number: (digits: string) => string
  /** Numbers in parentheses times a power of ten. */
  readonly times: (text: string, power: number) => string
}

const PLAIN: Notation = {
  plusMinus: '±',
  number: (digits) => digits,
  times: (text, power) => `(${text})e${power}`,
}

/** An estimate as text, in the digits that its uncertainty leaves it. */
export function estimateText(estimate: Estimate, { plusMinus, number, times }: Notation): string {
  const { value, low, high, half, n } = estimate
  if (n === 0) return ''
  const join = (value: string, ...rest: readonly string[]): string => {
    const texts = rest.map(number)
    const uncertainty =
      half === undefined ? `[${texts.join(', ')}]` : `${plusMinus} ${texts.join()}`
    return `${number(value)} ${uncertainty}`
  }
  const numbers = half === undefined ? [low, high] : [half]
  if (!areNumbers(numbers)) return number(sixDigits(value))
  const { texts, power } = rounded(value, numbers, half ?? ((high ?? 0) - (low ?? 0)) / 2)
  const [first = '', ...rest] = texts
  const text = join(first, ...rest)
  return power === 0 ? text : times(text, power)
}

function areNumbers(values: readonly (number | undefined)[]): values is readonly number[] {
  return values.every((value) => value !== undefined && !Number.isNaN(value))
}

function rounded(value: number, numbers: readonly number[], half: number): Rounded {
  const all = [value, ...numbers]
  const places = half > 0 && all.every(Number.isFinite) ? roundedBy(half, all) : undefined
  // Without a width, or with one that is beyond the digits of the value, each is told by itself.
  return places ?? { texts: all.map(sixDigits), power: 0 }
}
