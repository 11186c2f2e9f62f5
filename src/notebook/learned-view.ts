import type { Learned } from '../learn/learn.js'
import { isTable } from '../table-like.js'
import { counted } from '../values/counted.js'
import { tableGrid } from './grid.js'
import type { View } from './view.js'

export function isLearned(value: object): value is Learned {
  const { proposals, table } = value as Partial<Record<string, unknown>>
  return Array.isArray(proposals) && isTable(table)
}

/** The ways to read a metric that were found: the table of them. */
export function learnedView({ proposals, table }: Learned): View {
  return { line: counted(proposals.length, 'proposal'), parts: () => [tableGrid(table)] }
}
