import { best as bestOf } from '../groups/best.js'
import type { Test } from '../groups/difference.js'
import type { Goal } from '../groups/ranked.js'
import { ask, oneMetric, type AskArguments } from './ask.js'
import { tellPooled, tellSingle } from './notes.js'
import type { Terminal } from './run.js'
import { writeTable } from './write-table.js'

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
  const asked = await ask(outputs, args, terminal, signal)
  const { by, over, goal, test, alpha } = args
  const ranking = bestOf(asked.table, { metric: oneMetric(asked), goal, by, over, test, alpha })
  tellPooled(asked, by, over, terminal)
  tellSingle(ranking, terminal)
  await writeTable(ranking, args, terminal, signal)
  return asked.conclude()
}
