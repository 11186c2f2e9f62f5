const DAY = 86_400

/** Python's `str` of a timedelta: `1 day, 0:00:01`, `-1 day, 23:59:59.500000`. */
export function timedeltaText(days: number, seconds: number, micros: number): string | undefined {
  const isNormal = seconds >= 0 && seconds < DAY && micros >= 0 && micros < 1_000_000
  if (!isNormal || Math.abs(days) > 999_999_999) return undefined
  const [minutes, second] = [Math.floor(seconds / 60), seconds % 60]
  const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0')}`
  const clock = `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(second)}${fraction}`
  return days === 0 ? clock : `${days} day${Math.abs(days) === 1 ? '' : 's'}, ${clock}`
}

/** The seconds that such a text means. */
export function secondsOfText(text: string): number | undefined {
  const match = /^(?:(-?\d+) days?, )?(\d+):(\d\d):(\d\d(?:\.\d{6})?)$/.exec(text)
  if (match === null) return undefined
  const [, days = '0', hours, minutes, seconds] = match
  return Number(days) * DAY + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

const two = (part: number): string => String(part).padStart(2, '0')
