import type { TableLike } from '../table-like.js'
import { formatOf, inFormat, type Format } from './formats.js'
import type { Terminal } from './run.js'
import { writeFileSafely, writeTo } from './write.js'

/** Where a table goes and how. */
export interface OutArguments {
  readonly out?: string
  readonly format?: Format
}

/** The format that was asked for, or that the file's name asks for; TSV by default. */
export function formatOfOutput({ format, out }: OutArguments): Format {
  return format ?? (out === undefined ? 'tsv' : formatOf(out))
}

/** Writes a table to its file, or to standard output. */
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
  const pieces = inFormat(table, options.format, { formulas: options.formulas })
  if (options.out === undefined) {
    await writeTo(terminal.stdout, pieces, signal)
  } else {
    await writeFileSafely(options.out, pieces)
    terminal.stderr.write(`Table: ${options.out}\n`)
  }
}
