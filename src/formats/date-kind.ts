import { Timestamp } from '../timestamp.js'

/** A calendar date, a time of no zone, or an instant. */
export type DateKind = 'date' | 'time' | 'instant'

const DATE = /^[+-]?\d{4,6}-\d\d-\d\d$/
const ZONED = /(?:Z|[+-]\d\d:\d\d(?::\d\d)?)$/
const ZERO = '+00:00'

/** What a date tells; one of JavaScript is an instant. */
export function dateKind(date: Date): DateKind {
  if (!(date instanceof Timestamp)) return 'instant'
  if (DATE.test(date.text)) return 'date'
  return ZONED.test(date.text) ? 'instant' : 'time'
}

/** Microseconds since 1970. */
export function microsOf(date: Date): bigint {
  const millis = date.getTime()
  return BigInt(millis) * 1000n + BigInt(Math.round((date.valueOf() - millis) * 1000))
}

/** The date at microseconds since 1970, in UTC; `null` beyond the years that a Date has. */
export function dateAt(micros: bigint, kind: DateKind): Timestamp | null {
  const rest = ((micros % 1000n) + 1000n) % 1000n
  const millis = Number((micros - rest) / 1000n)
  const instant = new Date(millis)
  if (Number.isNaN(instant.getTime())) return null
  const [date = '', time = ''] = instant.toISOString().slice(0, -1).split('T')
  if (kind === 'date') return new Timestamp(date, millis)
  const fraction = `${time.slice(8)}${String(rest).padStart(3, '0')}`
  const clock = time.slice(0, 8) + (fraction === '.000000' ? '' : fraction)
  return new Timestamp(`${date} ${clock}${kind === 'instant' ? ZERO : ''}`, millis)
}
