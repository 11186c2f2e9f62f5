import { isSeries, type Curve } from '../curve.js'
import { AssayError } from '../issue.js'
import { cellText } from '../values/cell-text.js'
import { jsonText } from '../values/json-text.js'

/** A column's cells as curves, null where a run has none; throws an AssayError for other columns. */
export function toCurves(cells: readonly unknown[], name: string): (Curve | null)[] {
  return cells.map((cell) => {
    if (cell === null || cell === undefined) return null
    if (isSeries(cell)) return cell.steps.length === 0 ? null : cell
    const text = typeof cell === 'object' ? cellText(cell) : jsonText(cell)
    throw new AssayError(
      `Column '${name}' does not hold series of {steps, values}, but ${text.slice(0, 60)}.`,
    )
  })
}
