import type { Evidence } from './evidence.js'

const KEEPS = ['last', 'max', 'min', 'first']

/**
 * The best first: what most runs have; what differs between them; words before columns; the last
 * match before the largest; words with any digits; what matches less besides; the shorter pattern. Of those that find the
 * same numbers only the first is left.
 */
export function ranked(all: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>()
  return [...all].sort(byWorth).filter(({ finds }) => {
    const isNew = !seen.has(finds)
    seen.add(finds)
    return isNew
  })
}

function byWorth(a: Evidence, b: Evidence): number {
  return (
    b.found - a.found ||
    Number(b.varies) - Number(a.varies) ||
    Number(a.candidate.watch.anchor.column) - Number(b.candidate.watch.anchor.column) ||
    KEEPS.indexOf(a.candidate.keep) - KEEPS.indexOf(b.candidate.keep) ||
    Number(a.candidate.watch.anchor.exact) - Number(b.candidate.watch.anchor.exact) ||
    a.count - b.count ||
    lengthOf(a) - lengthOf(b)
  )
}

function lengthOf({ candidate: { watch } }: Evidence): number {
  const { anchor } = watch
  return anchor.before.length + anchor.after.length
}
