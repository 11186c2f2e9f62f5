import type { TableLike } from '../table-like.js'
import { presented } from './presented.js'
import { ShownEstimate, shownText, standRight } from './shown-estimate.js'

/**
 * A table in Markdown (GitHub's), columns of numbers aligned to the right. A mean and its interval
 * are one column of `0.928 ± 0.003`, the best bold and those that cannot be told apart from it
 * underlined. Other cells hold what they hold in TSV.
 *
 * @example
 * toMarkdown(aq.table({ lr: [0.1] })) // '| lr |\n| ---: |\n| 0.1 |\n'
 */
export function toMarkdown(table: TableLike): string {
  return [...markdownChunks(table)].join('')
}

/** The text of {@link toMarkdown}, line by line. */
export function* markdownChunks(table: TableLike): Generator<string> {
  const shown = presented(table)
  const columns = shown.columnNames().map((name) => ({ name, column: shown.column(name) }))
  const rows = shown.indices()
  yield line(columns.map(({ name }) => escaped(name)))
  yield line(
    columns.map(({ column }) => {
      return standRight(Array.from(rows, (row) => column?.at(row))) ? '---:' : '---'
    }),
  )
  for (let i = 0; i < rows.length; i++) {
    yield line(columns.map(({ column }) => cell(column?.at(rows[i] ?? 0))))
  }
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

function cell(value: unknown): string {
  const text = escaped(shownText(value))
  if (!(value instanceof ShownEstimate) || value.mark === undefined) return text
  return value.mark === 'best' ? `**${text}**` : `<u>${text}</u>`
}

function escaped(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\r\n|\r|\n/g, '<br>')
}
