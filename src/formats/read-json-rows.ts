import type { ColumnTable } from 'arquero'
import { IssueError } from '../issue.js'
import { readBytes } from '../readers/bytes.js'
import { parseJson } from '../readers/json.js'
import { throwProblem, type ReportOptions } from '../readers/text/options.js'
import { isNumeric } from '../values/is-numeric.js'
import { mapEntries } from '../values/map-entries.js'
import { tableOf } from './table-of.js'

const MOST_BYTES = 2 ** 28

/**
 * A table of a JSON file that is a list of objects, one a row. In a column of numbers the texts
 * `"NaN"`, `"Infinity"` and `"-Infinity"`, which strict JSON has in their place, are these numbers.
 */
export function readJsonRows(path: string, { report = throwProblem }: ReportOptions): ColumnTable {
  const text = Buffer.from(readBytes(path, MOST_BYTES))
    .toString('utf8')
    .replace(/^\ufeff/, '')
  const { value, problems } = parseJson(text)
  for (const { code, line, message } of problems) {
    report({ code, file: path, line, message: `Line ${line} of ${path}: ${message}.` })
  }
  const rows = Array.isArray(value) ? value.map((row) => mapEntries<unknown>(row)) : undefined
  if (!rows?.every((row) => row !== undefined)) {
    const message = `${path} is not a list of objects, one a row, as toJSON and pandas (orient='records') write it.`
    throw new IssueError({ code: 'json-syntax', file: path, line: 1, message })
  }
  const columns = new Map<string, unknown[]>()
  for (const [index, row] of rows.entries()) {
    for (const [name, cell] of row) {
      let values = columns.get(name)
      if (values === undefined) {
        values = new Array<unknown>(rows.length).fill(null)
        columns.set(name, values)
      }
      values[index] = cell
    }
  }
  return tableOf(new Map(Array.from(columns, ([name, values]) => [name, withNumbers(values)])))
}

const NUMBERS: ReadonlyMap<unknown, number> = new Map(
  [NaN, Infinity, -Infinity].map((number) => [String(number), number]),
)

function withNumbers(values: unknown[]): unknown[] {
  const isOfNumbers = values.every((cell) => cell === null || isNumeric(cell) || NUMBERS.has(cell))
  return isOfNumbers ? values.map((cell) => NUMBERS.get(cell) ?? cell) : values
}
