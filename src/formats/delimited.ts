import { stringify } from 'csv-stringify/sync'
import type { TableLike } from '../table-like.js'
import { cellText } from '../values/cell-text.js'
import { expanded } from './expanded.js'

/** How cells are written. */
export interface DelimitedOptions {
  /**
   * What happens to text that a spreadsheet would run as a formula (`=1+1`, `@sum`, ...):
   * `'escape'` (the default) puts a `'` before it, `'keep'` writes it as it is.
   */
  readonly formulas?: 'escape' | 'keep'
}

const ROWS_AT_ONCE = 1000

/**
 * A table as tab-separated text, made for pasting into a spreadsheet: a header row, then a row a
 * row, each ended by a newline.
 *
 * Booleans are `TRUE` and `FALSE`, a missing value is an empty cell, numbers are the shortest text
 * that gives the same number, lists and maps are JSON. A text is in quotes when it holds a tab, a
 * quote or a newline, or when it would read as something other than text (`"1"`, `"TRUE"`, `""`).
 * An estimate is numbers in columns of their own (`acc_mean`, `acc_ci95`, `acc_n`).
 *
 * @example
 * toTSV(aq.table({ lr: [0.1, 0.01], note: ['a', null] })) // 'lr\tnote\n0.1\ta\n0.01\t\n'
 */
export function toTSV(table: TableLike, options: DelimitedOptions = {}): string {
  return [...delimitedChunks(table, '\t', options)].join('')
}

/**
 * A table as comma-separated text; otherwise as {@link toTSV}.
 *
 * @example
 * toCSV(aq.table({ lr: [0.1], note: ['a,b'] })) // 'lr,note\n0.1,"a,b"\n'
 */
export function toCSV(table: TableLike, options: DelimitedOptions = {}): string {
  return [...delimitedChunks(table, ',', options)].join('')
}

/** The text of {@link toTSV} or {@link toCSV} in pieces, so that a large table is never one string. */
export function* delimitedChunks(
  table: TableLike,
  delimiter: '\t' | ',',
  { formulas = 'escape' }: DelimitedOptions = {},
): Generator<string> {
  const text = formulas === 'escape' ? withoutFormula : (value: string) => value
  const write = (rows: readonly (readonly unknown[])[]): string =>
    stringify(rows as unknown[][], {
      delimiter,
      quoted_match: /[\r\n\ufeff]/,
      cast: {
        string: (value) => ({
          value: text(value),
          quoted: readsAsOther(value),
          quoted_empty: true,
        }),
        number: cellText,
        boolean: cellText,
        bigint: cellText,
        date: cellText,
        object: cellText,
      },
    })
  const data = expanded(table)
  const names = data.columnNames()
  const columns = names.map((name) => data.column(name))
  const rows = data.indices()
  yield write([names])
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const slice = Array.prototype.slice.call(rows, start, start + ROWS_AT_ONCE) as number[]
    yield write(slice.map((row) => columns.map((column) => withoutBytes(column?.at(row) ?? null))))
  }
}

// Base64 may begin with a plus, and look like a number: it is to be treated as text.
function withoutBytes(value: unknown): unknown {
  return value instanceof Uint8Array ? cellText(value) : value
}

// What OWASP's page on CSV injection lists, the full-width forms too.
const FORMULA = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/

function withoutFormula(text: string): string {
  return isFormula(text) ? `'${text}` : text
}

/** Whether a text is one that a `'` is put before. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text) && !NUMBER.test(text)
}

const NUMBER = /^[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i
const OTHER = /^(?:|\s.*|.*\s|true|false|[+-]?nan|[+-]?inf(?:inity)?|\d{4}-\d.*|[[{].*)$/is

/** Whether text, unquoted, would be taken for a number, a boolean, a date, a list or nothing. */
function readsAsOther(text: string): boolean {
  return NUMBER.test(text) || OTHER.test(text)
}
