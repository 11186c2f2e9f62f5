import { extname } from 'node:path'
import type { ColumnTable } from 'arquero'
import { AssayError } from '../issue.js'
import type { ReportOptions } from '../readers/text/options.js'
import { readDelimited } from './read-delimited.js'
import { readJsonRows } from './read-json-rows.js'

/** How a table is read. */
export interface ReadTableOptions extends ReportOptions {
  /**
   * What was done to text in TSV and CSV that a spreadsheet would run as a formula: with `'escape'`
   * (the default) a `'` before it is taken away, with `'keep'` all text is as it stands.
   */
  readonly formulas?: 'escape' | 'keep'
}

/**
 * Reads a table that was written by `toTSV`, `toCSV` or `toJSON`, or by another tool such as pandas;
 * the file's ending says which: `.tsv` or `.txt`, `.csv`, `.json`.
 *
 * In TSV and CSV an empty cell is null, and a cell without quotes is what it reads as: a number, a
 * boolean, a date, a list or map in JSON. What does not fit is reported and left out: see `report`.
 *
 * @throws AssayError for another ending.
 * @throws IssueError `file-unreadable`, `file-too-large`; `file-binary` for what is not text;
 *   `json-syntax` for JSON that is no list of rows.
 *
 * @example
 * const history = readTable('examples/keras/lr_0.1/history.csv')
 * history.numRows() // 12
 */
export function readTable(path: string, options: ReadTableOptions = {}): ColumnTable {
  switch (extname(path).toLowerCase()) {
    case '.tsv':
    case '.txt':
      return readDelimited(path, '\t', options)
    case '.csv':
      return readDelimited(path, ',', options)
    case '.json':
      return readJsonRows(path, options)
    default:
      throw new AssayError(`'${path}': a table is read from .tsv, .txt, .csv or .json.`)
  }
}
