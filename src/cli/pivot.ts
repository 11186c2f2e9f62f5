import type { Test } from '../groups/difference.js'
import { pivot as pivotOf, type PivotOptions } from '../groups/pivot.js'
import type { Goal } from '../groups/ranked.js'
import { ask, oneMetric, type AskArguments } from './ask.js'
import { tellPooled } from './notes.js'
import type { Terminal } from './run.js'
import { writeTable } from './write-table.js'

/** What `assay pivot` was asked for. */
export interface PivotArguments extends Omit<AskArguments, 'by'> {
  readonly rows: readonly string[]
  readonly columns: string
  readonly goal?: Goal
  readonly among?: PivotOptions['among']
  readonly test?: Test
  readonly alpha?: number
}

/** Writes a table of two params with a metric's mean in the cells; gives the exit code. */
export async function pivot(
  outputs: readonly string[],
  args: PivotArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const asked = await ask(outputs, args, terminal, signal)
  const { rows, columns, over, goal, among, test, alpha } = args
  const metric = oneMetric(asked)
  const grid = pivotOf(asked.table, { rows, columns, metric, over, goal, among, test, alpha })
  tellPooled(asked, [...rows, columns], over, terminal)
  await writeTable(grid, args, terminal, signal)
  return asked.conclude()
}
