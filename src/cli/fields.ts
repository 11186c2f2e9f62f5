import { conclude, look, type LookArguments } from './look.js'
import type { Terminal } from './run.js'
import { writeTable, type OutArguments } from './write-table.js'

/** What `assay fields` was asked for. */
export interface FieldsArguments extends LookArguments, OutArguments {}

/** Writes the table of the fields that runs have; gives the exit code. */
export async function fields(
  outputs: readonly string[],
  args: FieldsArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { examiner, summary } = await look(outputs, args, [], terminal, signal)
  const table = examiner.fields()
  await writeTable(table, args, terminal, signal)
  // The names of series are read after the exam, and may be damaged.
  const { issues } = examiner
  const withIssues = new Set(issues.map(({ experiment }) => experiment))
  const failed = [...examiner.experiments.keys()].filter((name) => withIssues.has(name)).length
  return conclude({ ...summary, failed, issues }, args, terminal)
}
