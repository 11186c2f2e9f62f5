import { Estimate, type Mark } from '../stats/estimate.js'
import type { TableLike } from '../table-like.js'
import { sameColumn, type DerivedColumn } from './derived.js'
import { ShownEstimate } from './shown-estimate.js'

const COLUMNS = ['difference', 'low', 'high', 'p', 'effect', 'verdict', 'test']

/** Digits beyond these tell nothing. */
const DIGITS = new Map([
  ['p', 2],
  ['effect', 3],
  ['percent', 3],
])

/** Whether a table is one of comparisons, as `best` and `compare` make it. */
export function isComparison(names: ReadonlySet<string>): boolean {
  return COLUMNS.every((name) => names.has(name))
}

/**
 * A column of a table of comparisons for people to read: the difference with its interval in place
 * of `low` and `high`, which have no column, and p, effect and percent in few digits.
 */
export function comparisonColumn(table: TableLike, name: string): DerivedColumn | undefined {
  if (name === 'low' || name === 'high') return undefined
  const own = sameColumn(table, name)
  const digits = DIGITS.get(name)
  if (digits !== undefined) {
    return { name, at: (row) => rounded(own.at(row), digits) }
  }
  if (name !== 'difference') return own
  const [low, high] = [table.column('low'), table.column('high')]
  return {
    name,
    at: (row) => {
      const value = own.at(row)
      if (typeof value !== 'number') return value
      const ends = [low?.at(row), high?.at(row)]
      const [from, to] = ends.map((end) => (typeof end === 'number' ? end : undefined))
      return new ShownEstimate(new Estimate({ value, low: from, high: to, n: 1 }), '')
    },
  }
}

/** How a row's mean is marked by its verdict. */
export function markOf(verdict: unknown): Mark | undefined {
  return verdict === 'best' ? 'best' : verdict === 'not distinguishable' ? 'tied' : undefined
}

function rounded(value: unknown, digits: number): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(digits)) : value
}
