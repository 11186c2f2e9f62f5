const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?)?$/

/**
 * The instant that a text such as `2026-11-21` or `2026-11-21 09:30:00+01:00` names, in
 * milliseconds of UTC, which a text without a zone is taken to be in; `undefined` for no such text.
 */
export function timeOf(text: string): number | undefined {
  const found = TIME.exec(text)
  if (!found) return undefined
  const [, date = '', hour = '00', minute = '00', second = '00', fraction = '', zone] = found
  const offset = (zone ?? 'Z').replace(/(\d\d)(\d\d)$/, '$1:$2')
  const whole = Date.parse(`${date}T${hour}:${minute}:${second}${offset}`)
  return Number.isNaN(whole) ? undefined : whole + Number(`0${fraction}`) * 1000
}
