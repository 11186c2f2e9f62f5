import { InvalidArgumentError, Option } from 'commander'
import type { CurveGrid } from '../curves/options.js'

const WHOLE = /^[1-9]\d*$/

/** An option that may be given several times. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, `${description} (repeatable)`)
    .argParser((value: string, before: string[]) => [...before, value])
    .default([], 'none')
}

/** Names with commas between them. */
export function list(value: string): string[] {
  return value.split(',').map((name) => name.trim())
}

/** A whole number from 1. */
export function positive(value: string): number {
  if (WHOLE.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 1.')
}

/** A whole number from 0. */
export function count(value: string): number {
  if (value === '0' || WHOLE.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 0.')
}

/** Whether a metric is better the larger or the smaller it is. */
export function goal(
  description = 'whether the metric is better the larger or the smaller it is',
): Option {
  return new Option('--goal <goal>', description).choices(['max', 'min'])
}

/** A number from 0 to below 1. */
export function fraction(value: string): number {
  const number = Number(value)
  if (value.trim() !== '' && number >= 0 && number < 1) return number
  throw new InvalidArgumentError('It is a number from 0 to below 1.')
}

/** The steps at which curves are averaged. */
export function grid(value: string): CurveGrid {
  if (value === 'union' || value === 'intersection') return value
  if (WHOLE.test(value)) return { bins: Number(value) }
  throw new InvalidArgumentError('It is union, intersection, or a whole number of bins from 1.')
}
