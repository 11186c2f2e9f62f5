import { extname } from 'node:path'
import { AssayError } from '../issue.js'
import { delimitedChunks } from '../formats/delimited.js'
import { jsonChunks } from '../formats/json-rows.js'
import { markdownChunks } from '../formats/markdown.js'
import type { TableLike } from '../table-like.js'

/** The formats that a table can be written in. */
export const FORMATS = ['tsv', 'csv', 'md', 'json'] as const

export type Format = (typeof FORMATS)[number]

/** A table in a format, in pieces. */
export function inFormat(
  table: TableLike,
  format: Format,
  options: { readonly formulas: 'escape' | 'keep' },
): Iterable<string> {
  switch (format) {
    case 'tsv':
      return delimitedChunks(table, '\t', options)
    case 'csv':
      return delimitedChunks(table, ',', options)
    case 'md':
      return markdownChunks(table)
    case 'json':
      return jsonChunks(table)
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
