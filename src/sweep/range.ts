import type { Located } from '../readers/yaml/documents.js'
import { cell, cellOf, type Cell } from './cell.js'
import { SweepError } from './sweep-error.js'

/** The most values of one param, and the most combinations of one grid. */
export const MOST = 1_000_000

const RANGE = /^(-?\d+)\.\.(-?\d+)$/

/** Whether a plain scalar of this text would be a range. */
export const isRange = (text: string): boolean => RANGE.test(text)

/** The values that a param is given: a list's items or the one value, with ranges such as `0..4`. */
export function valuesOf(located: Located, file: string | undefined): readonly Cell[] {
  const items = located.kind === 'list' ? located.items : [located]
  const cells = items.flatMap((item) => spread(item, file))
  if (cells.length > MOST) throw tooMany(cells.length, file, located.line)
  return cells
}

function spread(item: Located, file: string | undefined): Cell | Cell[] {
  const range = item.kind === 'scalar' && item.plain ? RANGE.exec(item.text) : null
  if (range === null) return cellOf(item)
  const [first, last] = [BigInt(range[1] ?? ''), BigInt(range[2] ?? '')]
  const step = first <= last ? 1n : -1n
  const count = (last - first) * step + 1n
  if (count > MOST) throw tooMany(count, file, item.line)
  return Array.from({ length: Number(count) }, (_, index) =>
    cell(first + step * BigInt(index), item.line),
  )
}

function tooMany(count: number | bigint, file: string | undefined, line: number): SweepError {
  return new SweepError(
    `These are ${count} values; a param can have ${MOST} at most. Give fewer.`,
    { file, line },
  )
}
