import type { TableLike } from '../table-like.js'
import { htmlText } from '../values/html-text.js'
import { markedHTML } from './marked-html.js'
import { presented } from './presented.js'
import { ShownEstimate, shownText, standRight } from './shown-estimate.js'

/** How a table is written as HTML. */
export interface HTMLTableOptions {
  /** What stands above the table. */
  readonly caption?: string
  /** Whether it is a page of its own, in place of an element for another one; default `false`. */
  readonly page?: boolean
}

/**
 * A table as an HTML `<table>` without style or script: a header cell a column, numbers aligned to
 * the right. A mean and its interval are one column of `0.928 ± 0.003`, the best strong and those
 * that cannot be told apart from it underlined. Other cells hold what they hold in TSV.
 *
 * @example
 * toHTMLTable(aq.table({ 'a<b': [0.1] })).includes('<th scope="col" style="text-align: right">a&lt;b</th>') // true
 */
export function toHTMLTable(table: TableLike, options: HTMLTableOptions = {}): string {
  return [...htmlChunks(table, options)].join('')
}

/** The text of {@link toHTMLTable}, row by row. */
export function* htmlChunks(
  table: TableLike,
  { caption, page = false }: HTMLTableOptions = {},
): Generator<string> {
  const shown = presented(table)
  const rows = shown.indices()
  const columns = shown.columnNames().map((name) => {
    const column = shown.column(name)
    const isRight = standRight(Array.from(rows, (row) => column?.at(row)))
    return { name, column, align: isRight ? ' style="text-align: right"' : '' }
  })
  if (page) yield pageHead(caption ?? 'Table')
  yield '<table>\n'
  if (caption !== undefined) yield `<caption>${escaped(caption)}</caption>\n`
  const head = columns.map(({ name, align }) => `<th scope="col"${align}>${escaped(name)}</th>`)
  yield `<thead>\n<tr>${head.join('')}</tr>\n</thead>\n<tbody>\n`
  for (let i = 0; i < rows.length; i++) {
    const cells = columns.map(({ column, align }) => {
      return `<td${align}>${cell(column?.at(rows[i] ?? 0))}</td>`
    })
    yield `<tr>${cells.join('')}</tr>\n`
  }
  yield '</tbody>\n</table>\n'
  if (page) yield '</body>\n</html>\n'
}

function cell(value: unknown): string {
  const html = escaped(shownText(value))
  return value instanceof ShownEstimate ? markedHTML(html, value.mark) : html
}

// Control characters and halves of a pair are errors in HTML; a line break is to be seen.
function escaped(text: string): string {
  return htmlText(text.replace(/\p{Surrogate}|[^\P{Control}\n\r\t]/gu, '\u{fffd}')).replace(
    /\r\n|\r|\n/g,
    '<br>',
  )
}

// The policy is the browser's own word that a page of a table runs and loads nothing.
function pageHead(title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { margin: 24px; font-family: Arimo, Helvetica, Arial, sans-serif; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { border-bottom: 1px solid; text-align: left; }
th, td { padding: 2px 12px 2px 0; }
</style>
</head>
<body>
`
}
