import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'
import { formatOf, inFormat, isBinary, type Format } from './formats.js'
import type { Terminal } from './run.js'
import { isClosedPipe, writeFileSafely, writeTo } from './write.js'

/** Where a table goes and how. */
export interface OutArguments {
  readonly out?: string
  readonly format?: Format
  readonly formulas?: 'escape' | 'keep'
}

/**
 * The format that was asked for, or that the file's name asks for; TSV by default.
 *
 * @throws AssayError for an ending that is no format, and for bytes that would go to the terminal.
 */
export function formatOfOutput({ format, out }: OutArguments, terminal: Terminal): Format {
  const chosen = format ?? (out === undefined ? 'tsv' : formatOf(out))
  if (out === undefined && isBinary(chosen) && terminal.stdout.isTTY === true) {
    throw new AssayError(
      `A table as ${chosen} is not for the terminal; --out table.${chosen} writes it to a file.`,
    )
  }
  return chosen
}

/** Writes a table to its file, or to standard output. */
export async function writeTable(
  table: TableLike,
  args: OutArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const { out, formulas = 'escape' } = args
  const pieces = await inFormat(table, formatOfOutput(args, terminal), { formulas })
  if (out === undefined) {
    await writeTo(terminal.stdout, pieces, signal).catch((error: unknown) => {
      // Who reads the table may have enough of it; the charts and the issues are still to come.
      if (!isClosedPipe(error)) throw error
    })
  } else {
    await writeFileSafely(out, pieces)
    terminal.stderr.write(`Table: ${out}\n`)
  }
}
