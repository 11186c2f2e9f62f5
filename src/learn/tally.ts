import { parseNumber } from '../parsers/number.js'
import { copied } from '../parsers/search.js'
import { lineBlocks } from '../readers/text/lines.js'
import type { ReadOptions } from '../readers/text/options.js'
import type { Proposal } from './proposal.js'
import type { Watch } from './watch.js'

/** One of the numbers found in a log, and its place in its line. */
export interface Sighted {
  readonly value: number
  readonly text: string
  readonly number: number
  readonly start: number
  readonly end: number
}

/** What an anchor comes to in one log that has it. */
export interface Tally {
  count: number
  first: Sighted
  beforeLast?: Sighted
  last: Sighted
  min: Sighted
  max: Sighted
  /** Two anchors that find the same numbers have the same. */
  places: number
}

/**
 * Goes through a log once for all anchors that are watched for; only those it has are given, and
 * none whose tally was told to be hopeless on the way.
 */
export async function tallied(
  file: string,
  watches: readonly Watch[],
  options: ReadOptions,
  isHopeless: (watch: Watch, tally: Tally) => boolean = () => false,
): Promise<Map<Watch, Tally>> {
  const tallies = new Map<Watch, Tally>()
  let left = watches
  for await (const { lines, first } of lineBlocks(file, options)) {
    for (const [index, text] of lines.entries()) {
      for (const watch of left) {
        for (const { start, text: digits } of watch.in(text)) {
          const value = numberOf(digits)
          const end = start + digits.length
          add(tallies, watch, { value, text, number: first + index, start, end })
        }
      }
    }
    for (const [watch, tally] of tallies) {
      if (!isHopeless(watch, tally)) keepApart(tally)
      else if (tallies.delete(watch)) left = left.filter((other) => other !== watch)
    }
    if (left.length === 0) break
  }
  return tallies
}

/** The number that a text of one is; most are plain. */
export function numberOf(text: string): number {
  const value = Number(text)
  return Number.isNaN(value) ? (parseNumber(text, true) ?? NaN) : value
}

function add(tallies: Map<Watch, Tally>, watch: Watch, found: Sighted): void {
  const { number, start } = found
  const place = number * 8191 + start
  const tally = tallies.get(watch)
  if (tally === undefined) {
    const [first, last, min, max] = [found, found, found, found]
    tallies.set(watch, { count: 1, first, last, min, max, places: place })
    return
  }
  tally.count += 1
  tally.places += place
  tally.beforeLast = tally.last
  tally.last = found
  if (found.value < tally.min.value || Number.isNaN(tally.min.value)) tally.min = found
  if (found.value > tally.max.value || Number.isNaN(tally.max.value)) tally.max = found
}

/** A part of a string would keep the whole block that was read in memory. */
function keepApart(tally: Tally): void {
  for (const name of ['first', 'beforeLast', 'last', 'min', 'max'] as const) {
    const sighted = tally[name]
    if (sighted) tally[name] = { ...sighted, text: copied(sighted.text) }
  }
}

/** How a match is to be kept to give that value. */
export function keepOf(tally: Tally, value: number): Proposal['keep'] | undefined {
  return (['last', 'max', 'min', 'first'] as const).find((keep) => tally[keep].value === value)
}
