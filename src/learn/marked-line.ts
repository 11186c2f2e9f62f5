import type { MatchedLine } from './proposal.js'

/** A line with its captured part between « and », cut to some 90 characters around it. */
export function markedLine({ text, start, end }: MatchedLine): string {
  const from = start > 60 ? start - 50 : 0
  const before = `${from === 0 ? '' : '…'}${text.slice(from, start)}`
  const after = text.slice(end, end + 30)
  return `${before}«${text.slice(start, end)}»${after}${text.length > end + 30 ? '…' : ''}`
}
