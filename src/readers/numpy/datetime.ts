import type { ParamValue } from '../../experiment.js'
import { Timestamp } from '../../timestamp.js'

const NOT_A_TIME = -(2n ** 63n)

/** How many there are in a day, and the digits after the seconds. */
const CLOCK: Readonly<Record<string, readonly [perDay: bigint, digits: number]>> = {
  h: [24n, 0],
  m: [1440n, 0],
  s: [86_400n, 0],
  ms: [86_400_000n, 3],
  us: [86_400_000_000n, 6],
  ns: [86_400_000_000_000n, 9],
  ps: [86_400_000_000_000_000n, 12],
  fs: [86_400_000_000_000_000_000n, 15],
  as: [86_400_000_000_000_000_000_000n, 18],
}

const DAYS_IN_400_YEARS = 146_097n
const MOST_MILLISECONDS = 8.64e15

/**
 * What NumPy's `datetime64` counts from 1970 on: a date for units of a day or more, else a date
 * with time. NaT is `null`; what is beyond a `Date`'s range is text; without a unit, a number.
 */
export function datetimeOf(count: bigint, unit: string | undefined): ParamValue {
  if (count === NOT_A_TIME) return null
  if (unit === undefined) return plainInteger(count)
  const [, multiple, name = ''] = /^(\d*)(\w+)$/.exec(unit) ?? []
  const ticks = multiple ? count * BigInt(multiple) : count
  if (name === 'Y') return dayOf(ticks, 0)
  if (name === 'M') return dayOf(floorDivide(ticks, 12n), Number(modulo(ticks, 12n)))
  if (name === 'W') return momentOf(ticks * 7n)
  const [perDay, digits] = CLOCK[name] ?? []
  if (perDay === undefined || digits === undefined) return momentOf(ticks)
  const rest = modulo(ticks, perDay)
  return momentOf(floorDivide(ticks, perDay), { rest, perDay, digits })
}

/** What NumPy's `timedelta64` counts, in its unit; NaT is `null`. */
export function timedeltaOf(count: bigint): ParamValue {
  return count === NOT_A_TIME ? null : plainInteger(count)
}

function plainInteger(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/** The first day of a month; the month is counted from 0. */
function dayOf(yearsFrom1970: bigint, month: number): ParamValue {
  const cycles = floorDivide(yearsFrom1970, 400n)
  const start = Date.UTC(1970 + Number(modulo(yearsFrom1970, 400n)), month) / 86_400_000
  return momentOf(cycles * DAYS_IN_400_YEARS + BigInt(start))
}

interface Clock {
  readonly rest: bigint
  readonly perDay: bigint
  readonly digits: number
}

function momentOf(days: bigint, clock?: Clock): ParamValue {
  const cycles = floorDivide(days, DAYS_IN_400_YEARS)
  const day = new Date(Number(modulo(days, DAYS_IN_400_YEARS)) * 86_400_000)
  const year = yearText(cycles * 400n + BigInt(day.getUTCFullYear()))
  const date = `${year}-${day.toISOString().slice(5, 10)}`
  const text = clock === undefined ? date : `${date} ${timeText(clock)}`
  const milliseconds = Number(days) * 86_400_000 + (clock ? millisecondsOf(clock) : 0)
  return Math.abs(milliseconds) > MOST_MILLISECONDS ? text : new Timestamp(text, milliseconds)
}

function yearText(year: bigint): string {
  return year < 0n ? `-${String(-year).padStart(4, '0')}` : String(year).padStart(4, '0')
}

// As Python writes a time: no fraction or six digits of it, and more only for finer units.
function timeText({ rest, perDay, digits }: Clock): string {
  const second = perDay / 86_400n
  const seconds = second === 0n ? Number((rest * 86_400n) / perDay) : Number(rest / second)
  const time = new Date(seconds * 1000).toISOString().slice(11, 19)
  const fraction = second > 1n ? String(rest % second).padStart(digits, '0') : ''
  if (!/[1-9]/.test(fraction)) return time
  const shown = fraction.replace(/(?:000)+$/, '').padEnd(6, '0')
  return `${time}.${shown}`
}

const millisecondsOf = ({ rest, perDay }: Clock): number => Number((rest * 86_400_000n) / perDay)

function floorDivide(value: bigint, by: bigint): bigint {
  return (value - modulo(value, by)) / by
}

function modulo(value: bigint, by: bigint): bigint {
  const rest = value % by
  return rest < 0n ? rest + by : rest
}
