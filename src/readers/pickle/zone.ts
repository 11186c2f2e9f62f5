import type { ParamValue } from '../../experiment.js'
import { PickledObject } from '../../pickled-object.js'

/** A time zone with a name and one offset from UTC. */
export class FixedZone extends PickledObject {
  readonly #label: string
  readonly #seconds: number

  constructor(
    module: string,
    name: string,
    args: readonly ParamValue[],
    label: string,
    seconds: number,
  ) {
    super(module, name, args)
    this.#label = label
    this.#seconds = seconds
  }

  get seconds(): number {
    return this.#seconds
  }

  /** Python's `str` of it. */
  override toString(): string {
    return this.#label
  }
}

/** A time zone of the IANA data base: `Europe/Berlin`. */
export class NamedZone extends PickledObject {
  readonly #label: string
  readonly #days = new Map<number, readonly [number, number]>()

  constructor(module: string, name: string, args: readonly ParamValue[], label: string) {
    super(module, name, args)
    this.#label = label
  }

  /** The offset from UTC, in seconds, at a local time; `undefined` for a zone that is not known. */
  secondsAt(local: number, isSecond: boolean): number | undefined {
    const clock = clockOf(this.#label)
    if (clock === undefined) return undefined
    const [before, after] = this.#around(clock, Math.floor(local / DAY))
    const fits = (offset: number): boolean => offsetAt(clock, local - offset) === offset
    if (before === after) return before / 1000
    if (fits(before) !== fits(after)) return (fits(before) ? before : after) / 1000
    // The clocks show this time twice, or never: Python's `fold` tells which side is meant.
    return (isSecond ? after : before) / 1000
  }

  /** The offsets a day before and after a day: most days they are the same. */
  #around(clock: Intl.DateTimeFormat, day: number): readonly [number, number] {
    const known = this.#days.get(day)
    if (known !== undefined) return known
    const offsets = [offsetAt(clock, (day - 1) * DAY), offsetAt(clock, (day + 2) * DAY)] as const
    this.#days.set(day, offsets)
    return offsets
  }

  override toString(): string {
    return this.#label
  }
}

const DAY = 86_400_000

/** The offset that a zone of a pickle has at a local time, in seconds. */
export function zoneOffset(zone: ParamValue, local: number, isSecond: boolean): number | undefined {
  if (zone instanceof FixedZone) return zone.seconds
  if (zone instanceof NamedZone) return zone.secondsAt(local, isSecond)
  if (zone === 'UTC') return 0
  if (typeof zone !== 'string') return undefined
  const match = /^UTC([-+])(\d\d):(\d\d)(?::(\d\d(?:\.\d{6})?))?$/.exec(zone)
  if (match === null) return undefined
  const [, sign, hours, minutes, seconds = '0'] = match
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return sign === '-' ? -size : size
}

/** `+02:00`; with seconds, and a fraction of them, where there are any. */
export function offsetText(offset: number): string {
  const micros = Math.round(Math.abs(offset) * 1_000_000)
  const seconds = Math.floor(micros / 1_000_000)
  const [rest, fraction] = [seconds % 60, micros % 1_000_000]
  const hours = `${offset < 0 ? '-' : '+'}${two(Math.floor(seconds / 3600))}`
  const text = `${hours}:${two(Math.floor(seconds / 60) % 60)}`
  if (rest === 0 && fraction === 0) return text
  return `${text}:${two(rest)}${fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`}`
}

const two = (part: number): string => String(part).padStart(2, '0')

/** There are some six hundred zones. */
const MOST_CLOCKS = 1024
const clocks = new Map<string, Intl.DateTimeFormat | undefined>()

function clockOf(zone: string): Intl.DateTimeFormat | undefined {
  if (clocks.has(zone) || clocks.size >= MOST_CLOCKS) return clocks.get(zone)
  let clock: Intl.DateTimeFormat | undefined
  try {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
  } catch {
    // There is no zone of that name here.
  }
  clocks.set(zone, clock)
  return clock
}

/** How far the clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(clock: Intl.DateTimeFormat, instant: number): number {
  const second = Math.floor(instant / 1000) * 1000
  const parts = new Map(clock.formatToParts(second).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type))
  const shown = new Date(0)
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year')
  shown.setUTCFullYear(year, part('month') - 1, part('day'))
  shown.setUTCHours(part('hour'), part('minute'), part('second'))
  return shown.getTime() - second
}
