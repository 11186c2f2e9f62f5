import { conclude, look, type LookArguments } from './look.js'
import type { Terminal } from './run.js'
import { formatOfOutput, writeTable, type OutArguments } from './write-table.js'

/** What `assay fields` was asked for. */
export interface FieldsArguments extends LookArguments, OutArguments {}

/** Writes the table of the fields that runs have; gives the exit code. */
export async function fields(
  outputs: readonly string[],
  args: FieldsArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const format = formatOfOutput(args)
  const { examiner, summary } = await look(outputs, args, [], terminal, signal)
  await writeTable(examiner.fields(), { ...args, format, formulas: 'escape' }, terminal, signal)
  return conclude(summary, args, terminal)
}
