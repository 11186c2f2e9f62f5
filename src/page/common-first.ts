import { isMissing } from '../values/compare-values.js'
import type { PageColumn } from './model.js'

/** Columns by their kind, and of a kind what most runs have first; else as they were. */
export function commonFirst(columns: readonly PageColumn[]): PageColumn[] {
  const ranked = columns.map((column) => ({ column, rank: [kindOf(column), rarity(column)] }))
  ranked.sort(({ rank: [kind = 0, rare = 0] }, { rank: [kind2 = 0, rare2 = 0] }) => {
    return kind - kind2 || rare - rare2
  })
  return ranked.map(({ column }) => column)
}

function kindOf({ role, varies }: PageColumn): number {
  if (role === 'param') return varies ? 0 : 2
  return role === 'metric' ? 1 : 3
}

/** How often the runs must be halved to be as few as have a value: a few that failed do not tell. */
function rarity({ values }: PageColumn): number {
  const present = values.reduce<number>((count, value) => count + (isMissing(value) ? 0 : 1), 0)
  return Math.floor(Math.log2(values.length / Math.max(present, 0.5)))
}
