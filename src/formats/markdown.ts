import type { TableLike } from '../table-like.js'
import { cellText } from '../values/cell-text.js'
import { isNumeric } from '../values/is-numeric.js'

/**
 * A table in Markdown (GitHub's), columns of numbers aligned to the right. Cells hold what they
 * hold in TSV.
 *
 * @example
 * toMarkdown(aq.table({ lr: [0.1] })) // '| lr |\n| ---: |\n| 0.1 |\n'
 */
export function toMarkdown(table: TableLike): string {
  return [...markdownChunks(table)].join('')
}

/** The text of {@link toMarkdown}, line by line. */
export function* markdownChunks(table: TableLike): Generator<string> {
  const columns = table.columnNames().map((name) => ({ name, column: table.column(name) }))
  const rows = table.indices()
  yield line(columns.map(({ name }) => escaped(name)))
  yield line(
    columns.map(({ column }) => {
      const values = Array.from(rows, (row) => column?.at(row) ?? null)
      return values.every((value) => value === null || isNumeric(value)) ? '---:' : '---'
    }),
  )
  for (let i = 0; i < rows.length; i++) {
    yield line(columns.map(({ column }) => escaped(cellText(column?.at(rows[i] ?? 0)))))
  }
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

function escaped(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\r\n|\r|\n/g, '<br>')
}
