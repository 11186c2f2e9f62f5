/**
 * A date or a date with time, as YAML and Python know them: a `Date` that remembers how it was
 * written, so that a calendar date stays a date, and microseconds and zones are not lost.
 *
 * As a `Date` it is the instant in UTC; a text without a zone is taken to be UTC, so that the
 * same file gives the same value on every machine.
 *
 * @example
 * const day = new Timestamp('2022-05-17', Date.UTC(2022, 4, 17))
 * String(day) // '2022-05-17'
 * day.getUTCDay() // 2
 */
export class Timestamp extends Date {
  /** Python's `str` of the value: `2022-05-17`, `2022-05-17 07:43:42.500000+02:00`. */
  readonly text: string

  constructor(text: string, millisecondsUtc: number) {
    super(millisecondsUtc)
    this.text = text
  }

  /** Whether it tells its zone, and so is one instant everywhere. */
  get isZoned(): boolean {
    return /(?:Z|[+-]\d\d:\d\d(?::\d\d)?)$/.test(this.text)
  }

  /** The milliseconds of `getTime` with the microseconds as their fraction. */
  override valueOf(): number {
    const microseconds = /\.\d{3}(\d{3})/.exec(this.text)?.[1] ?? '0'
    return super.getTime() + Number(microseconds) / 1000
  }

  override toString(): string {
    return this.text
  }

  override toJSON(): string {
    return this.text
  }
}
