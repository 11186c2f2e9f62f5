import { extname } from 'node:path'
import { toArrow } from '../formats/arrow.js'
import { delimitedChunks } from '../formats/delimited.js'
import { htmlChunks } from '../formats/html-table.js'
import { jsonChunks } from '../formats/json-rows.js'
import { latexChunks } from '../formats/latex.js'
import { markdownChunks } from '../formats/markdown.js'
import { toParquet } from '../formats/parquet.js'
import { toXLSX } from '../formats/xlsx.js'
import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'

/** The formats that a table can be written in. */
export const FORMATS = [
  'tsv',
  'csv',
  'md',
  'tex',
  'html',
  'json',
  'xlsx',
  'parquet',
  'arrow',
] as const

export type Format = (typeof FORMATS)[number]

const BINARY: readonly Format[] = ['xlsx', 'parquet', 'arrow']

/** Whether a format is of bytes, which a terminal cannot show. */
export function isBinary(format: Format): boolean {
  return BINARY.includes(format)
}

/** A table in a format, in pieces. */
export async function inFormat(
  table: TableLike,
  format: Format,
  options: { readonly formulas: 'escape' | 'keep' },
): Promise<Iterable<string | Uint8Array>> {
  switch (format) {
    case 'tsv':
      return delimitedChunks(table, '\t', options)
    case 'csv':
      return delimitedChunks(table, ',', options)
    case 'md':
      return markdownChunks(table)
    case 'tex':
      return latexChunks(table)
    case 'html':
      return htmlChunks(table, { page: true })
    case 'json':
      return jsonChunks(table)
    case 'xlsx':
      return [await toXLSX(table)]
    case 'parquet':
      return [await toParquet(table)]
    case 'arrow':
      return [toArrow(table)]
  }
}

/**
 * The format that a file's name asks for by its ending: TSV for `.txt` and without an ending.
 *
 * @throws AssayError for any other ending.
 */
export function formatOf(path: string): Format {
  const ending = extname(path).slice(1).toLowerCase()
  const format = ['', 'txt'].includes(ending) ? 'tsv' : FORMATS.find((known) => known === ending)
  if (format) return format
  throw new AssayError(
    `'${path}': a table is written as .${FORMATS.join(', .')}; --format says which one it is.`,
  )
}
