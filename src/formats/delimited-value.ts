import { cellValue } from '../readers/csv-cell.js'
import { parseJson } from '../readers/json.js'
import { readTimestamp } from '../readers/yaml/timestamp.js'
import { Timestamp } from '../timestamp.js'
import { isFormula } from './delimited.js'

/** What was done to text that a spreadsheet would run: see `DelimitedOptions`. */
export type Formulas = 'escape' | 'keep'

/** How a cell was written. */
export interface Written {
  /** Whether it stood in quotes. */
  readonly quoting: boolean
  readonly delimiter: string
  readonly formulas: Formulas
}

const NEEDS_QUOTES = /["\r\n\ufeff]/

/**
 * What the text of a cell of a TSV or CSV file stands for, by the way in which `toTSV` writes it: in
 * quotes it is text, unless it is a list or a map that had to be quoted; else it is whatever it reads
 * as. `True` and `False` are booleans too, for pandas writes them so.
 */
export function delimitedValue(text: string, { quoting, delimiter, formulas }: Written): unknown {
  const plain = formulas === 'escape' ? withFormula : (formula: string) => formula
  if (quoting) {
    const isText = !NEEDS_QUOTES.test(text) && !text.includes(delimiter)
    return isText ? plain(text) : (listOrMap(text) ?? plain(text))
  }
  if (/^(?:true|false)$/i.test(text)) return text.length === 'true'.length
  if (/^\d{4}-\d/.test(text)) {
    const date = readTimestamp(text.replace('T', ' '))
    return date instanceof Timestamp ? date : text
  }
  const value = listOrMap(text) ?? cellValue(text)
  return typeof value === 'string' ? plain(value) : value
}

function listOrMap(text: string): unknown {
  if (!text.startsWith('[') && !text.startsWith('{')) return undefined
  const { value, problems } = parseJson(text)
  return problems.length === 0 ? value : undefined
}

/** A text without the `'` that was put before it to disarm it as a formula. */
export function withFormula(text: string): string {
  return text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text
}
