import type { ReportCell } from '../report/data.js'
import { sixDigits } from '../stats/rounding.js'
import { labelOf } from '../chart/label.js'

/** A cell as queries, sorting and charts want it. */
export type CellValue = string | number | bigint | boolean | null | readonly CellValue[]

/** A cell of the data: what JSON has no way to write is a number again. */
export function cellValue(cell: ReportCell): CellValue {
  if (typeof cell !== 'object' || cell === null) return cell
  if ('list' in cell) return cell.list.map(cellValue)
  return /^-?\d+$/.test(cell.number) ? BigInt(cell.number) : Number(cell.number)
}

/** A cell as the tables show it: numbers in six digits, a missing value as nothing. */
export function shownCell(value: CellValue): string {
  if (value === null) return ''
  return typeof value === 'number' ? sixDigits(value) : labelOf(value)
}
