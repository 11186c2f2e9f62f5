import type { Row } from 'write-excel-file/node'
import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'
import { cellText } from '../values/cell-text.js'
import { dateKind } from './date-kind.js'
import { expanded } from './expanded.js'

// Source: Microsoft's page "Excel specifications and limits".
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const MOST_CHARACTERS = 32_767

/**
 * A table as an Excel workbook of one sheet, whose first row, the names in bold, stays in view.
 *
 * Numbers, booleans and dates are what they are; text is never a formula. What a spreadsheet has no
 * number for is text: NaN, the infinities, bigints, years before 1900. Text beyond
 * 32,767 characters, which is Excel's limit, is cut and ends with `…`. Other cells hold what they
 * hold in TSV.
 *
 * @throws AssayError for more rows or columns than a sheet has: 1,048,576 and 16,384; and for more than about
 *   ten million cells.
 *
 * @example
 * writeFileSync('runs.xlsx', await toXLSX(aq.table({ lr: [0.1, 0.01] })))
 */
export async function toXLSX(table: TableLike): Promise<Uint8Array> {
  const data = expanded(table)
  const names = data.columnNames()
  const rows = data.indices()
  if (rows.length + 1 > MOST_ROWS || names.length > MOST_COLUMNS) {
    throw new AssayError(
      `A sheet has at most ${MOST_ROWS} rows and ${MOST_COLUMNS} columns; this table has ${rows.length + 1} and ${names.length}. Write it as .tsv or .parquet.`,
    )
  }
  const columns = names.map((name) => data.column(name))
  const head: Row = names.map((name) => ({ value: text(name), type: String, fontWeight: 'bold' }))
  const body = Array.from(rows, (row): Row => columns.map((column) => cell(column?.at(row))))
  const { default: write } = await import('write-excel-file/node')
  try {
    return await write([head, ...body], { sheet: 'Table', stickyRowsCount: 1 }).toBuffer()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    // The sheet's XML is one string, which has 512 MB at most: about ten million cells.
    throw new AssayError('The table is too large for a sheet. Write it as .tsv or .parquet.')
  }
}

// A sheet has no earlier day: it counts from 1900, and takes that for a leap year.
const FIRST_DAY = Date.UTC(1900, 2, 1)
const FORMATS = { date: 'yyyy-mm-dd', time: 'yyyy-mm-dd hh:mm:ss' }

function cell(value: unknown): Row[number] {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (value instanceof Date && value.getTime() >= FIRST_DAY) {
    return { value, type: Date, format: FORMATS[dateKind(value) === 'date' ? 'date' : 'time'] }
  }
  const written = cellText(value)
  return written === '' ? null : text(written)
}

function text(value: string): string {
  const cut = value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS - 1)}…` : value
  // What every object of JavaScript has, write-excel-file would take for a text that it has met.
  if (cut in Object.prototype) return escape(cut) + cut.slice(1)
  return cut.replace(/\p{Surrogate}/gu, '\ufffd').replace(UNWRITABLE, escape)
}

// Characters that XML, or the library, does not let through; and what reads as their escape.
// Source: ECMA-376, part 1, 22.9.2.19 (ST_Xstring).
/* eslint-disable no-control-regex -- to find them */
const UNWRITABLE =
  /[\0-\x08\v\f\r\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffd-\uffff]|_(?=x[\dA-Fa-f]{4}_)/g

function escape(text: string): string {
  return `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
