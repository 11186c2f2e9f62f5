import type { ReportCell } from './data.js'
import { cellText } from '../values/cell-text.js'

/** How much of a text goes into the page; a param may hold a whole file. */
const MOST_CHARACTERS = 10_000

/** A param or a metric as a cell of a report. */
export function reportCell(value: unknown): ReportCell {
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? null
  if (typeof value === 'number') return Number.isFinite(value) ? value : { number: String(value) }
  if (typeof value === 'bigint') return { number: String(value) }
  const text = cellText(value)
  if (Array.isArray(value) && text.length <= MOST_CHARACTERS) return { list: value.map(reportCell) }
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text
}
