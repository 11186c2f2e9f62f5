import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import { compareValues, isMissing } from '../values/compare-values.js'
import { packed } from '../values/packed.js'
import type { Column } from './columns.js'

/**
 * The columns that are to be shown, in their order, with rows sorted by columns: `'acc'` or
 * `'acc:desc'`. A missing value is `null`, and comes last either way.
 *
 * @throws AssayError for an unknown column, naming the nearest.
 */
export function arranged(
  columns: readonly Column[],
  shown: readonly string[],
  sort: string | readonly string[],
): readonly (readonly [string, Float64Array | unknown[]])[] {
  const known = new Map(columns.map((column) => [column.name, column]))
  const picked = shown.map((name) => pick(known, name))
  const rows = columns[0]?.values.length ?? 0
  const order = rowOrder(rows, known, typeof sort === 'string' ? [sort] : sort)
  return picked.map(({ name, values }) => {
    return [name, packed(order.map((row) => values[row] ?? null))] as const
  })
}

function pick(known: ReadonlyMap<string, Column>, name: string): Column {
  const column = known.get(name)
  if (column) return column
  throw new AssayError(`There is no column '${name}'.${didYouMean(name, known.keys())}`)
}

/** The rows' numbers in the order asked for. */
function rowOrder(
  rows: number,
  known: ReadonlyMap<string, Column>,
  sort: readonly string[],
): readonly number[] {
  const order = Array.from({ length: rows }, (_, row) => row)
  if (sort.length === 0) return order
  const keys = sort.map((key) => {
    const named = /^(.*):(asc|desc)$/s.exec(key)
    const [, name = key, direction = 'asc'] = (known.has(key) ? null : named) ?? []
    return { values: pick(known, name).values, sign: direction === 'desc' ? -1 : 1 }
  })
  return order.sort((a, b) => {
    for (const { values, sign } of keys) {
      const difference = compareCells(values[a], values[b], sign)
      if (difference !== 0) return difference
    }
    return a - b
  })
}

/** Missing values, and NaN before them, come last whichever way the others are sorted. */
function compareCells(a: unknown, b: unknown, sign: number): number {
  const last = lateness(a) - lateness(b)
  return last === 0 ? (isMissing(a) ? 0 : sign * compareValues(a, b)) : last
}

function lateness(value: unknown): number {
  return isMissing(value) ? 2 : Number.isNaN(value) ? 1 : 0
}
