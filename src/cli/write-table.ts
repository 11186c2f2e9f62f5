import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'
import { formatOf, inFormat, isBinary, type Format } from './formats.js'
import type { Terminal } from './run.js'
import { writeFileSafely, writeTo } from './write.js'

/** Where a table goes and how. */
export interface OutArguments {
  readonly out?: string
  readonly format?: Format
}

/**
 * The format that was asked for, or that the file's name asks for; TSV by default.
 *
 * @throws AssayError for bytes that would go to the terminal, if it is given.
 */
export function formatOfOutput({ format, out }: OutArguments, terminal?: Terminal): Format {
  const chosen = format ?? (out === undefined ? 'tsv' : formatOf(out))
  if (out === undefined && isBinary(chosen) && terminal?.stdout.isTTY === true) {
    throw new AssayError(
      `A table as ${chosen} is not for the terminal; --out table.${chosen} writes it to a file.`,
    )
  }
  return chosen
}

/**
 * Writes a table to its file, or to standard output.
 *
 * @throws AssayError for bytes that would go to the terminal.
 */
export async function writeTable(
  table: TableLike,
  options: {
    readonly out?: string
    readonly format: Format
    readonly formulas: 'escape' | 'keep'
  },
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const format = formatOfOutput(options, terminal)
  const pieces = await inFormat(table, format, { formulas: options.formulas })
  if (options.out === undefined) {
    await writeTo(terminal.stdout, pieces, signal)
  } else {
    await writeFileSafely(options.out, pieces)
    terminal.stderr.write(`Table: ${options.out}\n`)
  }
}
