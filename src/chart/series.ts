import { AssayError } from '../issue.js'
import { shortLabelOf } from './label.js'
import type { TableLike } from '../table-like.js'
import { cellsOf } from './cells.js'

/** A curve as charts read it; the Series of an experiment is one, and so are plain arrays. */
export interface Curve {
  readonly steps: ArrayLike<number>
  readonly values: ArrayLike<number>
}

/** Whether a cell is a curve, known by its shape. */
export function isSeries(cell: unknown): cell is Curve {
  if (typeof cell !== 'object' || cell === null) return false
  const { steps, values } = cell as { steps?: unknown; values?: unknown }
  return isArrayLike(steps) && isArrayLike(values) && steps.length === values.length
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)
}

/** Reads a column of curves, null where a run has none; throws an AssayError for other columns. */
export function curvesOf(table: TableLike, name: string): (Curve | null)[] {
  return cellsOf(table, name).map((cell) => {
    if (cell === null || cell === undefined) return null
    if (isSeries(cell)) return cell.steps.length === 0 ? null : cell
    throw new AssayError(
      `Column '${name}' does not hold series of {steps, values}, but ${shortLabelOf(cell)}.`,
    )
  })
}
