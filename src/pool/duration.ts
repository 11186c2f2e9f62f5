import { AssayError } from '../issue.js'

const UNITS = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86400],
])

/** The seconds of a duration as people write it: `90`, `45s`, `30m`, `2h`, `1h30m`, `1.5d`. */
export function seconds(text: string): number {
  const clean = text.trim()
  const parts = [...clean.matchAll(/(\d+(?:\.\d+)?)([smhd]?)/g)]
  const units = parts.map(([, , unit = '']) => unit)
  const isWhole = parts.length > 0 && parts.map(([part]) => part).join('') === clean
  const isPlain = units.length === 1 || units.every((unit) => unit !== '')
  const sum = parts.reduce((all, [, n, unit = '']) => all + Number(n) * (UNITS.get(unit) ?? 1), 0)
  if (isWhole && isPlain && sum > 0) return sum
  throw new AssayError(`'${text}' is no duration; write it as 45s, 30m, 2h, 1h30m or 1d.`)
}
