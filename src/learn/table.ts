import { table, type ColumnTable } from 'arquero'
import { markedLine } from './marked-line.js'
import type { Proposal } from './proposal.js'

/** Proposals to look at: a row each. */
export function tableOfProposals(proposals: readonly Proposal[]): ColumnTable {
  return table({
    metric: proposals.map(({ name }) => name),
    runs: proposals.map(({ found, tried }) => `${found} of ${tried}`),
    values: proposals.map(rangeOf),
    line: proposals.map(({ lines }) => lines.map(markedLine).at(-1) ?? ''),
    code: proposals.map(({ code }) => code),
  })
}

/** What values there are: `0.9011 … 0.9296, 1 not finite`. */
export function rangeOf({ min, max, notFinite }: Proposal): string {
  const range = min === null ? [] : [min === max ? String(min) : `${min} … ${String(max)}`]
  return [...range, ...(notFinite === 0 ? [] : [`${notFinite} not finite`])].join(', ')
}
