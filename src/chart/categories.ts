import { compareValues, isMissing } from '../values/compare-values.js'
import { labelOf, NONE } from './label.js'

/** A column as categories: what an axis of bars or a legend is made of. */
export interface Categories {
  /** Every category once, in order: numbers, text, booleans, dates, lists and maps, (none). */
  readonly labels: readonly string[]
  /** By row: the place of its category in `labels`. */
  readonly ranks: readonly number[]
}

/**
 * Sorts the cells of a column into categories.
 *
 * Numbers are in numeric order and texts in natural order (`layer2` before `layer10`). A missing
 * value is a category of its own, `(none)`. Where a text looks like a value of another kind ('1'
 * and 1), the column's texts are quoted.
 */
export function categoriesOf(cells: readonly unknown[]): Categories {
  const quote = isAmbiguous(cells)
  const texts = cells.map((cell) =>
    quote && typeof cell === 'string' ? JSON.stringify(cell) : labelOf(cell),
  )
  const first = new Map<string, unknown>()
  texts.forEach((text, row) => {
    if (!first.has(text)) first.set(text, cells[row])
  })
  const labels = [...first].sort(([, a], [, b]) => compareCells(a, b)).map(([text]) => text)
  const rank = new Map(labels.map((text, index) => [text, index]))
  return { labels, ranks: texts.map((text) => rank.get(text) ?? 0) }
}

function isAmbiguous(cells: readonly unknown[]): boolean {
  const others = new Set([NONE, '""'])
  for (const cell of cells) if (typeof cell !== 'string') others.add(labelOf(cell))
  return cells.some((cell) => typeof cell === 'string' && others.has(cell))
}

function compareCells(a: unknown, b: unknown): number {
  return Number(isMissing(a)) - Number(isMissing(b)) || compareValues(a, b)
}
