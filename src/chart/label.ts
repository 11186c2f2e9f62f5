import { cellText } from '../values/cell-text.js'

/** How a missing value is called on an axis and in a legend. */
export const NONE = '(none)'

/** A cell as a label: missing is `(none)`, empty text `""`, a list or a map its JSON. */
export function labelOf(cell: unknown): string {
  if (cell === null || cell === undefined) return NONE
  if (cell === '') return '""'
  return typeof cell === 'boolean' || typeof cell === 'number' ? String(cell) : cellText(cell)
}

/** A label that is short enough for a message. */
export function shortLabelOf(cell: unknown): string {
  const label = labelOf(cell)
  return label.length > 60 ? `${label.slice(0, 60)}…` : label
}
