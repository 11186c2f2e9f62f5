import type { TableLike } from '../table-like.js'
import { compareValues, isMissing } from '../values/compare-values.js'
import { valueKey } from './value-key.js'

/** The rows of a table, a group after the other. */
export interface Groups {
  readonly size: number
  /** The row numbers of a group, in the table's order. */
  rows(group: number): Uint32Array
  /** The values of the columns that make the group. */
  key(group: number): readonly unknown[]
}

/**
 * Puts the rows that share their values in all of the columns together. Values are the same as
 * `sameValue` has it; a missing value is a value of its own. Groups are sorted by their values.
 */
export function groupRows(table: TableLike, by: readonly string[]): Groups {
  const order = Uint32Array.from(table.indices())
  let codes: Codes = { of: new Uint32Array(order.length), count: Math.min(1, order.length) }
  for (const name of by) codes = combined(codes, codesOf(table, name, order))
  const { rows, starts } = gathered(order, codes)

  const columns = by.map((name) => table.column(name))
  const keys = Array.from({ length: codes.count }, (_, id) =>
    columns.map((column) => column?.at(rows[starts[id] ?? 0] ?? 0) ?? null),
  )
  const sorted = Array.from(keys.keys()).sort((a, b) => compareKeys(keys[a] ?? [], keys[b] ?? []))
  return {
    size: codes.count,
    rows: (group) => {
      const id = sorted[group] ?? 0
      return rows.subarray(starts[id], starts[id + 1])
    },
    key: (group) => keys[sorted[group] ?? 0] ?? [],
  }
}

/** By place in the order: the number of its value, or of its combination of values. */
interface Codes {
  readonly of: Uint32Array
  readonly count: number
}

function codesOf(table: TableLike, name: string, order: Uint32Array): Codes {
  const column = table.column(name)
  const seen = new Map<unknown, number>()
  const of = new Uint32Array(order.length)
  for (let i = 0; i < order.length; i++) {
    const key = valueKey(column?.at(order[i] ?? 0))
    let code = seen.get(key)
    if (code === undefined) seen.set(key, (code = seen.size))
    of[i] = code
  }
  return { of, count: seen.size }
}

/** Numbers the pairs of codes that occur. */
function combined(a: Codes, b: Codes): Codes {
  const seen = new Map<number, number>()
  const of = new Uint32Array(a.of.length)
  for (let i = 0; i < of.length; i++) {
    const pair = (a.of[i] ?? 0) * b.count + (b.of[i] ?? 0)
    let code = seen.get(pair)
    if (code === undefined) seen.set(pair, (code = seen.size))
    of[i] = code
  }
  return { of, count: seen.size }
}

/** The rows by their code, and where those of each code start. */
function gathered(
  order: Uint32Array,
  { of, count }: Codes,
): { readonly rows: Uint32Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(count + 1)
  for (const code of of) starts[code + 1] = (starts[code + 1] ?? 0) + 1
  for (let code = 0; code < count; code++) {
    starts[code + 1] = (starts[code + 1] ?? 0) + (starts[code] ?? 0)
  }
  const next = starts.slice()
  const rows = new Uint32Array(order.length)
  for (let i = 0; i < order.length; i++) {
    const code = of[i] ?? 0
    const place = next[code] ?? 0
    rows[place] = order[i] ?? 0
    next[code] = place + 1
  }
  return { rows, starts }
}

function compareKeys(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index]
    const byMissing = Number(isMissing(value)) - Number(isMissing(other))
    const difference =
      byMissing === 0 && !isMissing(value) ? compareValues(value, other) : byMissing
    if (difference !== 0) return difference
  }
  return 0
}
