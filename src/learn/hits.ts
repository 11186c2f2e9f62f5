import { lineBlocks } from '../readers/text/lines.js'
import type { ReadOptions } from '../readers/text/options.js'
import { numbersIn, type NumberPlace } from './numbers.js'
import type { Wanted } from './wanted.js'

/** A number in a log that is the value wanted. */
export interface Hit {
  readonly line: string
  readonly place: NumberPlace
  /** Lines before it, the nearest first. */
  readonly earlier: readonly string[]
  /** The last line before it that is words alone, which may name a table's columns. */
  readonly header: string | undefined
}

const MOST_HITS = 500
const EARLIER = 4

/** Where a log holds the value wanted; the last 500 places of more. */
export async function hitsIn(file: string, wanted: Wanted, options: ReadOptions): Promise<Hit[]> {
  let hits: Hit[] = []
  let header: string | undefined
  let before: readonly string[] = []
  for await (const { lines } of lineBlocks(file, options)) {
    for (const [index, line] of lines.entries()) {
      if (!wanted.mayBeIn(line)) {
        if (isHeader(line)) header = line
        continue
      }
      for (const place of numbersIn(line)) {
        if (place.value !== wanted.value) continue
        const nearest = lines.slice(Math.max(0, index - EARLIER), index).reverse()
        hits.push({ line, place, earlier: [...nearest, ...before].slice(0, EARLIER), header })
      }
      if (hits.length > 2 * MOST_HITS) hits = hits.slice(-MOST_HITS)
    }
    before = lines.slice(-EARLIER).reverse()
  }
  return hits.slice(-MOST_HITS)
}

const NUMBER_CELL = /(?:^|[\s,|│;])[-+]?\.?\d[\d.]*(?:e[-+]?\d+)?(?![^\s,|│;])/i

function isHeader(line: string): boolean {
  return /[^\s,|│;][\s,|│;]+[^\s,|│;]/.test(line) && /\p{L}/u.test(line) && !NUMBER_CELL.test(line)
}
