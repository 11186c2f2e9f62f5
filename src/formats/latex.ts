import { AssayError } from '../issue.js'
import { estimateText, type Notation } from '../stats/estimate.js'
import type { TableLike } from '../table-like.js'
import { cellText } from '../values/cell-text.js'
import { isNumeric } from '../values/is-numeric.js'
import { isForPdflatex, latexText } from './latex-text.js'
import { presented } from './presented.js'
import { ShownEstimate, standRight } from './shown-estimate.js'

/** What stands about a table in LaTeX. */
export interface LatexOptions {
  /** Text above the table, which is then a float, `\begin{table}`. */
  readonly caption?: string
  /** The name that `\ref` takes; of letters, digits and `:._-`. Needs a caption. */
  readonly label?: string
}

/**
 * A table in LaTeX, with the lines of the package booktabs, for `\input` into a paper. A comment at
 * its top names the packages that it needs.
 *
 * Text is escaped; numbers are aligned to the right. A mean and its interval are one column of
 * `$0.928 \pm 0.003$`, the best bold and those that cannot be told apart from it underlined. Other
 * cells hold what they hold in TSV.
 *
 * @throws AssayError for a label without a caption, or of other characters.
 *
 * @example
 * toLatex(aq.table({ lr: [0.1] })).includes('\\toprule\nlr \\\\\n\\midrule\n0.1 \\\\') // true
 */
export function toLatex(table: TableLike, options: LatexOptions = {}): string {
  return [...latexChunks(table, options)].join('')
}

/** The text of {@link toLatex} in pieces. */
export function* latexChunks(table: TableLike, options: LatexOptions = {}): Generator<string> {
  const [above, below] = float(options)
  const shown = presented(table)
  const rows = shown.indices()
  const columns = shown.columnNames().map((name) => ({ name, column: shown.column(name) }))
  const alignment = columns.map(({ column }) => {
    return standRight(Array.from(rows, (row) => column?.at(row))) ? 'r' : 'l'
  })
  const head = line(columns.map(({ name }) => latexText(name)))
  const body = Array.from(rows, (row) => line(columns.map(({ column }) => cell(column?.at(row)))))
  const isForAll = [above, head, ...body].every(isForPdflatex)
  yield PACKAGES + (isForAll ? '' : NOT_FOR_PDFLATEX) + above
  yield `\\begin{tabular}{${alignment.join('')}}\n\\toprule\n${head}\\midrule\n`
  yield* body
  yield `\\bottomrule\n\\end{tabular}\n${below}`
}

const PACKAGES = String.raw`% \usepackage[T1]{fontenc}
% \usepackage{booktabs}
`
const NOT_FOR_PDFLATEX = `% It has characters that pdflatex does not know: use lualatex or xelatex, and a font that has them.
`

function line(cells: readonly string[]): string {
  return `${cells.join(' & ')} \\\\\n`
}

function float({ caption, label }: LatexOptions): readonly [above: string, below: string] {
  if (label !== undefined && !(caption !== undefined && /^[\w:.-]+$/.test(label))) {
    throw new AssayError(
      `The label '${label}' is to have letters, digits and : . _ - only, and stands with a caption.`,
    )
  }
  if (caption === undefined) return ['', '']
  const name = label === undefined ? '' : `\n\\label{${label}}`
  const text = latexText(caption)
  return [`\\begin{table}\n\\centering\n\\caption{${text}}${name}\n`, '\\end{table}\n']
}

function cell(value: unknown): string {
  if (value instanceof ShownEstimate) return estimate(value)
  if (!isNumeric(value)) return latexText(cellText(value))
  const text = cellText(value)
  // As text a minus would be a hyphen.
  return /^[\d.]+$/.test(text) ? text : `$${inMathematics(text)}$`
}

const NOTATION: Notation = {
  plusMinus: String.raw`\pm`,
  number: inMathematics,
  times: (text, power) => `(${text}) \\times 10^{${power}}`,
}

function estimate({ estimate, count, mark }: ShownEstimate): string {
  if (estimate.n === 0) return count
  const text = `$${estimateText(estimate, NOTATION)}$`
  const behind = count === '' ? '' : ` ${count}`
  if (mark === undefined) return text + behind
  // \textbf alone leaves what is between dollars as it is.
  return (mark === 'best' ? `\\textbf{\\boldmath${text}}` : `\\underline{${text}}`) + behind
}

/** A number in the digits of JavaScript, for between dollars. */
function inMathematics(digits: string): string {
  return digits
    .replace('Infinity', String.raw`\infty`)
    .replace('NaN', String.raw`\mathrm{NaN}`)
    .replace(/e\+?(-?\d+)$/, String.raw` \times 10^{$1}`)
}
