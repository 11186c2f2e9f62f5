/** A time as mlrunner writes it into the names of logs: `20220517.074342`, in local time. */
export function stamp(time: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`
  return `${day}.${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`
}

/** The stamp of the second after a stamp's. */
export function nextStamp(text: string): string {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)\.(\d\d)(\d\d)(\d\d)$/.exec(text) ?? []
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number)
  return stamp(new Date(year, month - 1, day, hour, minute, second + 1))
}
