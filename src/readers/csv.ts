import type { ParamValue } from '../experiment.js'
import { IssueError } from '../issue.js'
import { readBytes } from './bytes.js'
import { cellValue } from './csv-cell.js'
import { eachCsvRow } from './csv-rows.js'
import { tellFirst } from './text/tell-first.js'
import { throwProblem, type ReportOptions } from './text/options.js'

export interface CsvOptions extends ReportOptions {
  /** What stands between the cells; default a comma. */
  readonly delimiter?: string
}

/** The values of a column, one a row. */
export type CsvColumns = Record<string, ParamValue[]>

const MOST_BYTES = 2 ** 26

/**
 * The columns of a CSV file by the names in its first row. Cells that are numbers as Python writes
 * them (`1e-05`, `nan`, `inf`) are numbers, empty ones null, others text.
 *
 * A row that does not fit the header, or whose quotes do not match, is reported (`csv-syntax`) and
 * left out. Of two columns of one name the later one is `name.1`, and this is reported.
 *
 * @throws IssueError `file-unreadable`; `file-binary`; `file-too-large` over 64 MiB.
 * @example
 * const { val_loss } = readCsv('examples/keras/lr_0.1/history.csv')
 * val_loss?.length // 12
 */
export function readCsv(path: string, options: CsvOptions = {}): CsvColumns {
  const { delimiter = ',', report = throwProblem } = options
  const bytes = readBytes(path, MOST_BYTES)
  if (bytes.includes(0)) {
    const message = `${path} is not a text file: damaged, or of another kind.`
    throw new IssueError({ code: 'file-binary', file: path, message })
  }
  const { tell, end } = tellFirst(path, report)
  const misfit = (line: number, reason: string): void => {
    tell({ code: 'csv-syntax', file: path, line, message: `Line ${line} of ${path} ${reason}.` })
  }
  let names: readonly string[] | undefined
  const columns: ParamValue[][] = []

  const addRow = (row: readonly string[], line: number): void => {
    if (names === undefined) {
      names = distinct(row, (name) => {
        misfit(line, `names the column ${JSON.stringify(name)} twice; the later one was renamed`)
      })
      columns.push(...names.map(() => []))
      return
    }
    if (row.length !== names.length) {
      misfit(line, `has ${row.length} cells, the header ${names.length}; it was left out`)
      return
    }
    for (const [index, cell] of row.entries()) columns[index]?.push(cellValue(cell))
  }

  eachCsvRow(bytes, delimiter, addRow, misfit)
  end()
  return Object.fromEntries((names ?? []).map((name, index) => [name, columns[index] ?? []]))
}

function distinct(names: readonly string[], tell: (name: string) => void): string[] {
  const taken = new Set(names)
  const seen = new Set<string>()
  return names.map((name) => {
    if (!seen.has(name)) {
      seen.add(name)
      return name
    }
    tell(name)
    let number = 1
    while (taken.has(`${name}.${number}`)) number += 1
    taken.add(`${name}.${number}`)
    return `${name}.${number}`
  })
}
