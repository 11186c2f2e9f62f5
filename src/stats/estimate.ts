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
  readonly mark?: 'best' | 'tied' | undefined
}

/**
 * A number with its uncertainty, as a cell of a table. It compares and computes as its value.
 *
 * @example
 * new Estimate({ value: 0.92761, low: 0.92446, high: 0.93076, n: 5 }).toString() // '0.928 ± 0.003'
 */
export class Estimate {
  readonly value: number
  readonly low: number | undefined
  readonly high: number | undefined
  readonly n: number
  readonly of: number
  readonly mark: 'best' | 'tied' | undefined

  constructor({ value, low, high, n, of = n, mark }: EstimateParts) {
    this.value = value
    this.low = low
    this.high = high
    this.n = n
    this.of = of
    this.mark = mark
  }

  valueOf(): number {
    return this.value
  }

  toString(): string {
    return String(this.value)
  }
}
