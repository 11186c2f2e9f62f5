import { Timestamp } from '../timestamp.js'

/** A calendar date, a time of no zone, or an instant. */
export type DateKind = 'date' | 'time' | 'instant'

const DATE = /^[+-]?\d{4,6}-\d\d-\d\d$/

/** What a date tells; one of JavaScript is an instant. */
export function dateKind(date: Date): DateKind {
  if (!(date instanceof Timestamp)) return 'instant'
  if (DATE.test(date.text)) return 'date'
  return date.isZoned ? 'instant' : 'time'
}

/** Microseconds since 1970. */
export function microsOf(date: Date): bigint {
  const millis = date.getTime()
  return BigInt(millis) * 1000n + BigInt(Math.round((date.valueOf() - millis) * 1000))
}
