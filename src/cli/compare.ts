import { compare as compareSets } from '../groups/compare.js'
import type { Test } from '../groups/difference.js'
import { AssayError } from '../issue.js'
import { toTSV } from '../formats/delimited.js'
import { ask, type AskArguments } from './ask.js'
import type { Terminal } from './run.js'
import { writeTable } from './write-table.js'

/** What `assay compare` was asked for. */
export interface CompareArguments extends Omit<AskArguments, 'by'> {
  readonly versus?: string
  readonly on?: readonly string[]
  readonly test?: Test
  readonly alpha?: number
}

/** Compares two folders, or two selections of one; gives the exit code. */
export async function compare(
  outputs: readonly string[],
  args: CompareArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { versus, on, over, test, alpha, ...rest } = args
  const [a = 'output', b = a] = outputs
  const areFolders = outputs.length === 2 && versus === undefined
  const areSelections = outputs.length < 2 && versus !== undefined && args.where !== undefined
  if (!areFolders && !areSelections) {
    throw new AssayError(
      'compare takes two folders, `assay compare A B`, or two selections of one, ' +
        "`assay compare A --where 'lr == 0.1' --versus 'lr == 1'`.",
    )
  }
  const first = await ask([a], rest, terminal, signal)
  const second = await ask(
    [b],
    versus === undefined ? rest : { ...rest, where: versus },
    terminal,
    signal,
  )
  const both = a === b ? [...first.names].filter((name) => second.names.has(name)).length : 0
  if (both > 0) {
    terminal.stderr.write(`Note: ${both} runs are in both sets, and compared with themselves.\n`)
  }
  const { table, unmatched } = compareSets(first.table, second.table, {
    on,
    over,
    metrics: first.metrics,
    test,
    alpha,
  })
  await writeTable(table, args, terminal, signal)
  if (unmatched.numRows() > 0) {
    terminal.stderr.write(`Only in one of the two sets:\n${toTSV(unmatched)}`)
  }
  return Math.max(first.conclude(), second.conclude())
}
