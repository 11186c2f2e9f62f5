import { isSeries } from '../curve.js'
import { presented } from '../formats/presented.js'
import { ShownEstimate, shownText, standRight } from '../formats/shown-estimate.js'
import type { Issue } from '../issue.js'
import type { Mark } from '../stats/estimate.js'
import { sixDigits } from '../stats/rounding.js'
import type { TableLike } from '../table-like.js'

/** What a display shows of a table: its cells as texts, and what stands below them. */
export interface Grid {
  readonly columns: readonly GridColumn[]
  /** Says what is not to be seen; empty when all is. */
  readonly note: string
}

export interface GridColumn {
  readonly name: string
  /** Whether it holds nothing but numbers, which stand to the right. */
  readonly numeric: boolean
  readonly cells: readonly string[]
  /** What is marked among the cells; absent where nothing is. */
  readonly marks?: readonly (Mark | undefined)[]
}

const MOST_ROWS = 50
const MOST_CHARACTERS = 200

/** The first rows of a table; a mean and its interval are one column. */
export function tableGrid(data: TableLike): Grid {
  const table = presented(data)
  const indices = table.indices()
  const rows = Array.prototype.slice.call(indices, 0, MOST_ROWS) as number[]
  const columns = table.columnNames().map((name) => {
    const column = table.column(name)
    return gridColumn(
      name,
      rows.map((row) => column?.at(row)),
    )
  })
  return { columns, note: columns.length === 0 ? 'No columns.' : noteOf(indices.length, 'rows') }
}

function gridColumn(name: string, values: readonly unknown[]): GridColumn {
  const marks = values.map((value) => (value instanceof ShownEstimate ? value.mark : undefined))
  return {
    name: clean(name),
    numeric: standRight(values),
    cells: values.map(shown),
    ...(marks.every((mark) => mark === undefined) ? {} : { marks }),
  }
}

/** Records of the same few fields, a record a row. */
export function recordGrid<K extends string>(
  names: readonly K[],
  records: readonly Readonly<Record<K, unknown>>[],
  things: string,
): Grid {
  const first = records.slice(0, MOST_ROWS)
  const columns = names.map((name) => {
    return gridColumn(
      name,
      first.map((record) => record[name]),
    )
  })
  return { columns: first.length === 0 ? [] : columns, note: noteOf(records.length, things) }
}

/** A list of issues, an issue a row. */
export function issueGrid(issues: readonly Issue[]): Grid {
  const first = issues.slice(0, MOST_ROWS)
  const column = (name: string, text: (issue: Issue) => string | undefined): GridColumn => {
    return { name, numeric: false, cells: first.map((issue) => clean(text(issue) ?? '')) }
  }
  const columns = [
    column('experiment', ({ experiment }) => experiment),
    column('parser', ({ parser }) => parser),
    column('file', ({ file, line }) => (line === undefined ? file : `${file ?? ''}:${line}`)),
    column('message', ({ message }) => message),
    column('code', ({ code }) => code),
  ]
  return { columns: first.length === 0 ? [] : columns, note: noteOf(issues.length, 'issues') }
}

function noteOf(count: number, things: string): string {
  if (count === 0) return `No ${things}.`
  return count > MOST_ROWS ? `${MOST_ROWS} of ${count.toLocaleString('en-US')} ${things}` : ''
}

function shown(value: unknown): string {
  if (typeof value === 'number') return sixDigits(value)
  if (isSeries(value)) return `series of ${value.values.length}`
  const text = shownText(value)
  const isLong = text.length > MOST_CHARACTERS
  return isLong ? `${clean(text.slice(0, MOST_CHARACTERS))}…` : clean(text)
}

// Control characters would break lines and steer a terminal; half a surrogate pair is no UTF-8,
// and Jupyter cannot save a notebook that has one.
export function clean(text: string): string {
  return text.replace(/\p{Control}/gu, ' ').replace(/\p{Surrogate}/gu, '\u{fffd}')
}
