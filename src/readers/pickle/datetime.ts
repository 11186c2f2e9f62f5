import type { ParamValue } from '../../experiment.js'
import { Timestamp } from '../../timestamp.js'
import { bytesOfValue } from './bytes.js'
import type { Make, Makers } from './python-global.js'
import { secondsOfText, timedeltaText } from './timedelta.js'
import { FixedZone, NamedZone, offsetText, zoneOffset } from './zone.js'

/** `date(bytes)`: the year in two bytes, the month, the day. */
const date: Make = ([state]) => {
  const bytes = bytesOfValue(state, 4)
  const day = bytes?.length === 4 ? dayOf(bytes) : undefined
  return day && new Timestamp(day.text, day.milliseconds)
}

/** `datetime(bytes, zone)`: a date's bytes, then hour, minute, second, microseconds in three. */
const datetime: Make = ([state, zone]) => {
  const bytes = bytesOfValue(state, 10)
  if (bytes?.length !== 10) return undefined
  const day = dayOf(bytes)
  const clock = clockOf(bytes.subarray(4))
  if (day === undefined || clock === undefined) return undefined
  const local = day.milliseconds + clock.milliseconds
  if (zone === undefined || zone === null) return new Timestamp(`${day.text} ${clock.text}`, local)
  // The highest bit of the month tells the second of two equal times, when clocks are put back.
  const offset = zoneOffset(zone, local, (bytes[2] ?? 0) > 127)
  if (offset === undefined) return undefined
  const text = `${day.text} ${clock.text}${offsetText(offset)}`
  return new Timestamp(text, local - Math.floor(offset * 1000))
}

/** `time(bytes, zone)` as its text: JavaScript has no time without a date. */
const time: Make = ([state, zone]) => {
  const bytes = bytesOfValue(state, 6)
  const clock = bytes?.length === 6 ? clockOf(bytes) : undefined
  if (clock === undefined) return undefined
  if (zone === undefined || zone === null) return clock.text
  // A zone with summer time has no offset without a date, and Python shows none.
  if (zone instanceof NamedZone) return clock.text
  const offset = zoneOffset(zone, 0, false)
  return offset === undefined ? undefined : clock.text + offsetText(offset)
}

interface Part {
  readonly text: string
  readonly milliseconds: number
}

function dayOf(bytes: Uint8Array): Part | undefined {
  const [high = 0, low = 0, foldAndMonth = 0, day = 0] = bytes
  const year = high * 256 + low
  const month = foldAndMonth & 0x7f
  const midnight = new Date(0)
  midnight.setUTCFullYear(year, month - 1, day)
  // Date carries a day or month too many over into the next; such bytes are no date.
  const isDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day
  if (!isDay || year < 1 || year > 9999) return undefined
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  return { text, milliseconds: midnight.getTime() }
}

function clockOf(bytes: Uint8Array): Part | undefined {
  const [foldAndHour = 0, minute = 0, second = 0, high = 0, middle = 0, low = 0] = bytes
  // In a `time` the highest bit of the hour is what that of the month is in a `datetime`.
  const hour = foldAndHour & 0x7f
  const micros = high * 65_536 + middle * 256 + low
  if (hour > 23 || minute > 59 || second > 59 || micros > 999_999) return undefined
  const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0')}`
  const milliseconds = ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(micros / 1000)
  return { text: `${two(hour)}:${two(minute)}:${two(second)}${fraction}`, milliseconds }
}

const two = (part: number): string => String(part).padStart(2, '0')

const timedelta: Make = ([days = 0, seconds = 0, micros = 0]) =>
  isInteger(days) && isInteger(seconds) && isInteger(micros)
    ? timedeltaText(days, seconds, micros)
    : undefined

const isInteger = (value: ParamValue): value is number => Number.isSafeInteger(value)

/** `timezone(offset, name)`: `UTC+02:00`; one with a name of its own keeps both. */
const timezone: Make = (args) => {
  const [delta, name] = args
  const offset = typeof delta === 'string' ? secondsOfText(delta) : undefined
  if (offset === undefined || Math.abs(offset) >= 86_400) return undefined
  if (typeof name !== 'string') return offset === 0 ? 'UTC' : `UTC${offsetText(offset)}`
  return new FixedZone('datetime', 'timezone', args, name, offset)
}

/** `ZoneInfo._unpickle(key, from_cache)`. */
const zoneinfo: Make = (args) =>
  typeof args[0] === 'string'
    ? new NamedZone('zoneinfo', 'ZoneInfo', [args[0]], args[0])
    : undefined

/** `_p(zone, offset, summer time, name)`: pytz tells the offset that a datetime has. */
const pytz: Make = (args) => {
  const [zone, offset] = args
  if (typeof zone !== 'string') return undefined
  if (zone === 'UTC') return 'UTC'
  return typeof offset === 'number' ? new FixedZone('pytz', '_p', args, zone, offset) : undefined
}

export const DATETIMES: Makers = {
  'datetime.date': date,
  'datetime.datetime': datetime,
  'datetime.time': time,
  'datetime.timedelta': timedelta,
  'datetime.timezone': timezone,
  'zoneinfo.ZoneInfo._unpickle': zoneinfo,
  'pytz._p': pytz,
  'pytz._UTC': () => 'UTC',
}
