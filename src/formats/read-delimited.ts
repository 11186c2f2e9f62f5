import { isUtf8 } from 'node:buffer'
import type { ColumnTable } from 'arquero'
import { CsvError, parse } from 'csv-parse/sync'
import { IssueError } from '../issue.js'
import { readBytes } from '../readers/bytes.js'
import { tellFirst } from '../readers/text/tell-first.js'
import { throwProblem, type ReportOptions } from '../readers/text/options.js'
import { freeName } from '../values/free-name.js'
import { delimitedValue, withFormula, type Formulas } from './delimited-value.js'
import { tableOf } from './table-of.js'

export interface ReadDelimitedOptions extends ReportOptions {
  readonly formulas?: Formulas
}

const MOST_BYTES = 2 ** 29

/**
 * A table of the cells of a TSV or CSV file. A row that does not fit the header is reported
 * (`csv-syntax`) and left out, as are all from a row on whose quotes do not match.
 */
export function readDelimited(
  path: string,
  delimiter: '\t' | ',',
  { formulas = 'escape', report = throwProblem }: ReadDelimitedOptions,
): ColumnTable {
  const bytes = readBytes(path, MOST_BYTES)
  if (bytes.includes(0) || !isUtf8(bytes)) {
    const message = `${path} is not a text file in UTF-8: damaged, or of another kind.`
    throw new IssueError({ code: 'file-binary', file: path, message })
  }
  const { tell, end } = tellFirst(path, report)
  const misfit = (line: number, reason: string): void => {
    tell({ code: 'csv-syntax', file: path, line, message: `Line ${line} of ${path} ${reason}.` })
  }
  const columns = new Map<string, unknown[]>()
  let lists: readonly unknown[][] | undefined

  const addRow = (row: readonly unknown[], line: number): void => {
    if (lists === undefined) {
      for (const name of row as readonly string[]) {
        const free = freeName(name, (taken) => columns.has(taken))
        if (free !== name) {
          misfit(line, `names the column ${JSON.stringify(name)} twice; one is called ${free}`)
        }
        columns.set(free, [])
      }
      lists = [...columns.values()]
    } else if (row.length === lists.length) {
      for (let i = 0; i < row.length; i++) lists[i]?.push(row[i])
    } else if (row.length !== 1 || row[0] !== null) {
      misfit(line, `has ${row.length} cells, the header ${lists.length}; it was left out`)
    }
  }

  try {
    parse(bytes, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      cast: (text, { quoting }) => {
        if (lists === undefined) return formulas === 'escape' ? withFormula(text) : text
        return delimitedValue(text, { quoting, delimiter, formulas })
      },
      on_record: (row: unknown[], { lines }) => {
        addRow(row, lines)
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error.lines ?? 1)
    misfit(line, 'has quotes that do not match, or ends within them; the rest was left out')
  }
  end()
  return tableOf(columns)
}
