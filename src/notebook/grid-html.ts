import { markedHTML } from '../formats/marked-html.js'
import { htmlText } from '../values/html-text.js'
import type { Mark } from '../stats/estimate.js'
import type { Grid } from './grid.js'

/** A grid as HTML; it takes its colours from the page, so that it suits light and dark themes. */
export function gridHTML({ columns, note }: Grid): string {
  const below = note === '' ? '' : `<p>${htmlText(note)}</p>\n`
  if (columns.length === 0) return below
  const head = columns.map(({ name, numeric }) => cell('th', name, numeric))
  const rows = Array.from({ length: columns[0]?.cells.length ?? 0 }, (_, row) => {
    return columns.map(({ cells, marks, numeric }) => {
      return cell('td', cells[row] ?? '', numeric, marks?.[row])
    })
  })
  return [
    TABLE,
    `<thead>\n<tr>${head.join('')}</tr>\n</thead>`,
    '<tbody>',
    ...rows.map((cells) => `<tr>${cells.join('')}</tr>`),
    `</tbody>\n</table>\n${below}`,
  ].join('\n')
}

/** A line of text, which may tell names, as HTML. */
export function paragraph(text: string): string {
  return `<p${NO_MATHEMATICS}>${htmlText(text)}</p>\n`
}

// The classes keep JupyterLab from setting what stands between two dollars as mathematics.
const NO_MATHEMATICS = ' class="tex2jax_ignore mathjax_ignore"'
const TABLE = `<table${NO_MATHEMATICS} style="font-variant-numeric: tabular-nums">`

/** How long a text is that stands on one line. */
const SHORT = 40

// Each cell says how it is aligned, for Jupyter aligns every cell to the right and breaks lines
// even within a number.
function cell(tag: 'td' | 'th', text: string, numeric: boolean, mark?: Mark): string {
  const html = markedHTML(htmlText(text), mark)
  const line = numeric || text.length <= SHORT ? '; white-space: nowrap' : ''
  return `<${tag} style="text-align: ${numeric ? 'right' : 'left'}${line}">${html}</${tag}>`
}
