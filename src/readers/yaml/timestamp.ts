import { Timestamp } from '../../timestamp.js'
import { Misfit, quote } from './problem.js'

const PARTS =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:(Z)|([-+])(\d\d?)(?::(\d\d))?))?)?$/

const MINUTES_A_DAY = 24 * 60

/**
 * The date, or date with time, that PyYAML makes of a text. Digits beyond microseconds are dropped.
 *
 * Source: yaml.org/type/timestamp.html and PyYAML 6.0's constructor.py; the years are Python's 1 to
 * 9999.
 */
export function readTimestamp(text: string): Timestamp | Misfit {
  const match = PARTS.exec(text.replace(/\n$/, ''))
  if (match === null) return noDate(text)
  const [, year, month, day, hour, minute, second, fraction, utc, sign, zoneHour, zoneMinute] =
    match
  const midnight = new Date(0)
  midnight.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  // Date carries a day or month too many over into the next; such a text is no date.
  const valid =
    midnight.getUTCMonth() === Number(month) - 1 && midnight.getUTCDate() === Number(day)
  if (!valid || year === '0000') return noDate(text)
  const date = `${year}-${pad(month)}-${pad(day)}`
  if (hour === undefined) return new Timestamp(date, midnight.getTime())

  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return noDate(text)
  const micros = (fraction ?? '').slice(0, 6).padEnd(6, '0')
  const zone = Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0)
  if (zone >= MINUTES_A_DAY) return noDate(text)
  const ahead = sign === '-' ? -zone : zone
  const aware = utc !== undefined || sign !== undefined
  const time = `${pad(hour)}:${minute}:${second}${micros === '000000' ? '' : `.${micros}`}`
  const minutes = Number(hour) * 60 + Number(minute) - ahead
  return new Timestamp(
    `${date} ${time}${aware ? zoneText(ahead) : ''}`,
    midnight.getTime() + minutes * 60_000 + Number(second) * 1000 + Number(micros.slice(0, 3)),
  )
}

const pad = (part: string | number | undefined): string => String(part).padStart(2, '0')

function zoneText(ahead: number): string {
  const size = Math.abs(ahead)
  return `${ahead < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}

function noDate(text: string): Misfit {
  return new Misfit(
    'yaml-value',
    `${quote(text)} is written like a date, but there is no such day or time; quote it if it is text`,
  )
}
