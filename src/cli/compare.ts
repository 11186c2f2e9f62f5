import { compare as compareSets } from '../groups/compare.js'
import type { Test } from '../groups/difference.js'
import { AssayError } from '../issue.js'
import { toTSV } from '../formats/delimited.js'
import { ask, type AskArguments } from './ask.js'
import type { Terminal } from './run.js'
import { formatOfOutput, writeTable } from './write-table.js'

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
  const format = formatOfOutput(args, terminal)
  const { versus, on, over, test, alpha, ...rest } = args
  const [a = 'output', b = a, ...more] = outputs
  if (more.length > 0 || (outputs.length === 2) === (versus !== undefined)) {
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
  const { table, unmatched } = compareSets(first.table, second.table, {
    on,
    over,
    metrics: first.metrics,
    test,
    alpha,
  })
  await writeTable(table, { ...args, format, formulas: 'escape' }, terminal, signal)
  if (unmatched.numRows() > 0) {
    terminal.stderr.write(`Only in one of the two sets:\n${toTSV(unmatched)}`)
  }
  return Math.max(first.conclude(), second.conclude())
}
