import { best as bestOf, type Goal } from '../groups/best.js'
import type { Test } from '../groups/difference.js'
import { ask, oneMetric, tellPooled, tellSingle, type AskArguments } from './ask.js'
import type { Terminal } from './run.js'
import { formatOfOutput, writeTable } from './write-table.js'

/** What `assay best` was asked for. */
export interface BestArguments extends AskArguments {
  readonly goal: Goal
  readonly test?: Test
  readonly alpha?: number
}

/** Writes groups of runs from the best to the worst; gives the exit code. */
export async function best(
  outputs: readonly string[],
  args: BestArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const format = formatOfOutput(args, terminal)
  const asked = await ask(outputs, args, terminal, signal)
  const { by, over, goal, test, alpha } = args
  const ranking = bestOf(asked.table, { metric: oneMetric(asked), goal, by, over, test, alpha })
  tellPooled(asked, by, over, terminal)
  tellSingle(ranking, terminal)
  await writeTable(ranking, { ...args, format, formulas: 'escape' }, terminal, signal)
  return asked.conclude()
}
