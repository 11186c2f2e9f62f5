import { isSeries, type Curve } from '../curve.js'
import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'
import { cellsOf } from './cells.js'
import { shortLabelOf } from './label.js'

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
