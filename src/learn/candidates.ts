import type { ReadOptions } from '../readers/text/options.js'
import { anchorsOf, type Anchor } from './anchors.js'
import { hitsIn, type Hit } from './hits.js'
import { lastIn } from './last-in.js'
import type { MatchedLine, Proposal } from './proposal.js'
import { stepPattern } from './step-pattern.js'
import { keepOf, tallied, type Tally } from './tally.js'
import type { Wanted } from './wanted.js'
import { Watch } from './watch.js'

/** An anchor that gives the value wanted in one log. */
export interface Candidate {
  readonly watch: Watch
  readonly tally: Tally
  readonly keep: Proposal['keep']
  readonly step: RegExp | undefined
  readonly lines: readonly MatchedLine[]
}

const MOST_ANCHORS = 60

/**
 * The anchors that give the value wanted in that log. Where there are none, `held` is a line that
 * holds the value all the same: in the midst of others of its kind.
 */
export async function candidatesIn(
  file: string,
  wanted: Wanted,
  options: ReadOptions,
): Promise<{ readonly candidates: readonly Candidate[]; readonly held?: string }> {
  const hits = await hitsIn(file, wanted, options)
  const held = hits.at(-1)?.line
  if (held === undefined) return { candidates: [] }
  // The last of a log's numbers is the most likely to be the one that was meant.
  const hitOf = new Map<Watch, Hit>()
  const seen = new Set<string>()
  for (const hit of hits.reverse()) {
    for (const anchor of anchorsOf(hit.line, hit.place, hit.header)) {
      const key = anchorKey(anchor)
      if (seen.has(key) || seen.size >= MOST_ANCHORS) continue
      seen.add(key)
      hitOf.set(new Watch(anchor), hit)
    }
  }
  const watches = [...hitOf.keys()]
  const last = await lastIn(file, watches, options)
  const { value } = wanted
  const isHopeless = (watch: Watch, { first, min, max }: Tally): boolean =>
    first.value !== value &&
    min.value < value &&
    max.value > value &&
    last.has(watch) &&
    last.get(watch) !== value
  const candidates: Candidate[] = []
  for (const [watch, tally] of await tallied(file, watches, options, isHopeless)) {
    const keep = keepOf(tally, value)
    if (keep === undefined) continue
    const { line = '', earlier = [] } = hitOf.get(watch) ?? {}
    const step = [line, ...earlier].map(stepPattern).find((found) => found !== undefined)
    candidates.push({ watch, tally, keep, step, lines: linesOf(file, tally, keep) })
  }
  return { candidates, held }
}

/** Two anchors with the same key match the same. */
export function anchorKey({ before, after, grouped }: Anchor): string {
  return JSON.stringify([before, after, grouped])
}

/** The line with the value, and another one. */
function linesOf(file: string, tally: Tally, keep: Proposal['keep']): MatchedLine[] {
  const other = keep === 'last' ? tally.beforeLast : tally.last
  return [tally[keep], ...(other && tally.count > 1 ? [other] : [])]
    .map(({ number, text, start, end }) => ({ file, number, text, start, end }))
    .sort((a, b) => a.number - b.number || a.start - b.start)
}
