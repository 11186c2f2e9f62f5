import { Estimate } from '../stats/estimate.js'
import type { TableLike } from '../table-like.js'
import { freeName } from '../values/free-name.js'
import { derivedTable, sameColumn, type DerivedColumn } from './derived.js'

/**
 * A table for programs to read: a column `acc` of estimates is `acc_mean` and `acc_ci95` (half the
 * width of the interval), or `acc_low` and `acc_high` where an interval is not symmetric, and
 * `acc_n`; `acc_of` where runs lack the metric; `acc_mark` where any is marked. A cell that is no
 * estimate stands in the first of them. A table without estimates is given back as it is.
 */
export function expanded(table: TableLike): TableLike {
  const names = table.columnNames()
  const estimates = new Map(names.map((name) => [name, estimatesIn(table, name)]))
  if (names.every((name) => estimates.get(name)?.length === 0)) return table
  const taken = new Set(names.filter((name) => estimates.get(name)?.length === 0))
  const columns = names.flatMap((name) => {
    const own = estimates.get(name) ?? []
    if (own.length === 0) return [sameColumn(table, name)]
    return parts(table, name, own).map(({ name, at }) => {
      const free = freeName(name, (other) => taken.has(other))
      taken.add(free)
      return { name: free, at }
    })
  })
  return derivedTable(table, columns)
}

function parts(table: TableLike, name: string, estimates: readonly Estimate[]): DerivedColumn[] {
  const column = table.column(name)
  const part = (ending: string, of: (estimate: Estimate) => unknown): DerivedColumn => {
    const at = (row: number): unknown => {
      const cell = column?.at(row)
      if (cell instanceof Estimate) return of(cell) ?? null
      return ending === 'mean' ? (cell ?? null) : null
    }
    return { name: `${name}_${ending}`, at }
  }
  const symmetric = estimates.every(({ low, high, half }) => {
    return half !== undefined || (low === undefined && high === undefined)
  })
  const isPartial = estimates.some(({ n, of }) => n !== of)
  const isMarked = estimates.some(({ mark }) => mark !== undefined)
  return [
    part('mean', ({ value, n }) => (n === 0 ? null : value)),
    ...(symmetric
      ? [part('ci95', ({ half }) => half)]
      : [part('low', ({ low }) => low), part('high', ({ high }) => high)]),
    part('n', ({ n }) => n),
    ...(isPartial ? [part('of', ({ of }) => of)] : []),
    ...(isMarked ? [part('mark', ({ mark }) => mark)] : []),
  ]
}

function estimatesIn(table: TableLike, name: string): Estimate[] {
  const column = table.column(name)
  const rows = table.indices()
  const found: Estimate[] = []
  for (let i = 0; i < rows.length; i++) {
    const cell = column?.at(rows[i] ?? 0)
    if (typeof cell === 'object' && cell instanceof Estimate) found.push(cell)
  }
  return found
}
