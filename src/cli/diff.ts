import { diff as diffOf } from '../groups/diff.js'
import { conclude, look, type LookArguments } from './look.js'
import type { Terminal } from './run.js'
import { writeTable, type OutArguments } from './write-table.js'

/** What `assay diff` was asked for. */
export interface DiffArguments extends LookArguments, OutArguments {}

/** Writes the params that differ between runs, a column a run; gives the exit code. */
export async function diff(
  outputs: readonly string[],
  args: DiffArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { examiner, summary } = await look(outputs, args, [], terminal, signal)
  const differing = diffOf(examiner.experiments.values())
  await writeTable(differing, args, terminal, signal)
  return conclude(summary, args, terminal)
}
