import { aggregate } from '../groups/aggregate.js'
import type { StatName } from '../groups/reducers.js'
import { ask, type AskArguments } from './ask.js'
import { tellPooled, tellSingle } from './notes.js'
import type { Terminal } from './run.js'
import { writeTable } from './write-table.js'

/** What `assay table` was asked for. */
export interface TableArguments extends AskArguments {
  readonly stats?: readonly string[]
}

/** Writes a row a group of runs, with the statistics of its metrics; gives the exit code. */
export async function table(
  outputs: readonly string[],
  args: TableArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const asked = await ask(outputs, args, terminal, signal)
  const { by, over } = args
  const groups = aggregate(asked.table, {
    by,
    over,
    metrics: asked.metrics,
    // An unknown name is refused there.
    stats: args.stats as readonly StatName[] | undefined,
  })
  tellPooled(asked, by, over, terminal)
  tellSingle(groups, terminal)
  await writeTable(groups, args, terminal, signal)
  return asked.conclude()
}
