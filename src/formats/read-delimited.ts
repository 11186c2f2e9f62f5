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
const QUOTE = 0x22
const LOOKED_AT = 65_536

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
  refuseOther(path, bytes, delimiter)
  const { tell, end } = tellFirst(path, report)
  const misfit = (line: number, reason: string): void => {
    tell({ code: 'csv-syntax', file: path, line, message: `Line ${line} of ${path} ${reason}.` })
  }
  const gathered = new GatheredColumns(misfit)
  const valueOf = (text: string, quoting: boolean): unknown => {
    if (gathered.hasHeader) return delimitedValue(text, { quoting, delimiter, formulas })
    return formulas === 'escape' ? withFormula(text) : text
  }
  // Quotes tell text from what reads as something else, but a function for each cell costs more
  // than all the rest: it is only asked where there are any.
  const hasQuotes = bytes.includes(QUOTE)
  try {
    parse(bytes, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      ...(hasQuotes && { cast: (text: string, { quoting }) => valueOf(text, quoting) }),
      on_record: (row: unknown[], { lines }) => {
        gathered.add(hasQuotes ? row : row.map((cell) => valueOf(cell as string, false)), lines)
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error.lines ?? 1)
    misfit(line, 'has quotes that do not match, or ends within them; the rest was left out')
  }
  end()
  return tableOf(gathered.columns)
}

/** Refuses a file of another delimiter, which the header and the rows below it have equally often. */
function refuseOther(path: string, bytes: Uint8Array, delimiter: string): void {
  const lines = Buffer.from(bytes.subarray(0, LOOKED_AT)).toString().split(/\r?\n/)
  const [header = '', ...rows] = lines.slice(0, 4).filter((line) => line !== '')
  const count = (line: string, sign: string): number => line.split(sign).length - 1
  const other = [';', '\t', ',', '|'].find(
    (sign) =>
      header.includes(sign) && rows.every((row) => count(row, sign) === count(header, sign)),
  )
  if (header.includes(delimiter) || rows.length === 0 || other === undefined) return
  const what = `${JSON.stringify(other)}, not by ${JSON.stringify(delimiter)}`
  const message = `The cells of ${path} look separated by ${what}; save it as .csv with commas, or as .tsv with tabs.`
  throw new IssueError({ code: 'csv-syntax', file: path, line: 1, message })
}

/** Rows as columns; the first row names them. */
class GatheredColumns {
  readonly columns = new Map<string, unknown[]>()
  readonly #misfit: (line: number, reason: string) => void
  #lists: readonly unknown[][] | undefined

  constructor(misfit: (line: number, reason: string) => void) {
    this.#misfit = misfit
  }

  get hasHeader(): boolean {
    return this.#lists !== undefined
  }

  add(row: readonly unknown[], line: number): void {
    const lists = this.#lists
    if (lists === undefined) this.#name(row as readonly string[], line)
    else if (row.length === lists.length) {
      for (let i = 0; i < row.length; i++) lists[i]?.push(row[i])
    } else if (row.length !== 1 || row[0] !== null) {
      const problem = `has ${row.length} cells, the header ${lists.length}; it was left out`
      this.#misfit(line, problem)
    }
  }

  #name(names: readonly string[], line: number): void {
    for (const name of names) {
      const free = freeName(name, (taken) => this.columns.has(taken))
      if (free !== name) {
        const problem = `names the column ${JSON.stringify(name)} twice; one is called ${free}`
        this.#misfit(line, problem)
      }
      this.columns.set(free, [])
    }
    this.#lists = [...this.columns.values()]
  }
}
