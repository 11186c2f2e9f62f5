import { parseNumber } from '../parsers/number.js'
import { copied } from '../parsers/search.js'
import { lineBlocks } from '../readers/text/lines.js'
import type { ReadOptions } from '../readers/text/options.js'
import type { MatchedLine, Proposal } from './proposal.js'
import type { Watch } from './watch.js'

/** One of the numbers found in a log. */
export interface Sighted {
  readonly value: number
  readonly line: MatchedLine
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

/** Goes through a log once for all anchors that are watched for; only those it has are given. */
export async function tallied(
  file: string,
  watches: readonly Watch[],
  options: ReadOptions,
): Promise<Map<Watch, Tally>> {
  const tallies = new Map<Watch, Tally>()
  for await (const { lines, first } of lineBlocks(file, options)) {
    for (const [index, text] of lines.entries()) {
      for (const watch of watches) {
        for (const { start, text: number } of watch.in(text)) {
          const value = parseNumber(number, true)
          if (value === undefined) continue
          const end = start + number.length
          const line = { file, number: first + index, text, start, end }
          add(tallies, watch, { value, line })
        }
      }
    }
    for (const tally of tallies.values()) keepApart(tally)
  }
  return tallies
}

function add(tallies: Map<Watch, Tally>, watch: Watch, found: Sighted): void {
  const { number, start } = found.line
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
    if (sighted)
      tally[name] = { ...sighted, line: { ...sighted.line, text: copied(sighted.line.text) } }
  }
}

/** How a match is to be kept to give that value. */
export function keepOf(tally: Tally, value: number): Proposal['keep'] | undefined {
  return (['last', 'max', 'min', 'first'] as const).find((keep) => tally[keep].value === value)
}
