import type { Timestamp } from '../timestamp.js'

const PARTS =
  /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{6}))?(?:([-+])(\d\d):(\d\d))?)?$/

/** Python's `repr` of the `datetime.date` or `datetime.datetime` that PyYAML makes. */
export function timestampRepr({ text }: Timestamp): string {
  const [, year, month, day, hour, minute, second, fraction, sign, zoneHour, zoneMinute] =
    PARTS.exec(text) ?? []
  const date = numbers(year, month, day)
  if (hour === undefined) return `datetime.date(${date.join(', ')})`
  const parts = [...date, ...numbers(hour, minute), ...sinceMinute(second, fraction)]
  if (sign !== undefined) {
    const minutes = Number(zoneHour) * 60 + Number(zoneMinute)
    parts.push(`tzinfo=${zone(sign === '-' ? -minutes : minutes)}`)
  }
  return `datetime.datetime(${parts.join(', ')})`
}

const numbers = (...parts: readonly (string | undefined)[]): string[] =>
  parts.map((part) => String(Number(part)))

// Python leaves out zeros at the end.
function sinceMinute(second = '0', fraction = '0'): string[] {
  if (Number(fraction) > 0) return numbers(second, fraction)
  return Number(second) > 0 ? numbers(second) : []
}

const DAY = 24 * 60 * 60

function zone(minutes: number): string {
  if (minutes === 0) return 'datetime.timezone.utc'
  const seconds = minutes * 60
  const delta = seconds < 0 ? `days=-1, seconds=${seconds + DAY}` : `seconds=${seconds}`
  return `datetime.timezone(datetime.timedelta(${delta}))`
}
