import { pooledParams } from '../groups/pooled.js'
import type { TableLike } from '../table-like.js'
import type { Asked } from './ask.js'
import type { Terminal } from './run.js'

/** Says which params differ within groups, for that is easily overlooked. */
export function tellPooled(
  { table, metrics }: Pick<Asked, 'table' | 'metrics'>,
  by: readonly string[] | undefined,
  over: readonly string[] | undefined,
  terminal: Terminal,
): void {
  if (by === undefined) return
  const pooled = pooledParams(table, by, { over, metrics })
  if (pooled.length === 0) return
  const names = pooled.length > 5 ? [...pooled.slice(0, 5), `${pooled.length - 5} more`] : pooled
  terminal.stderr.write(
    `Note: runs of one group differ in ${names.join(', ')}; more groups, or --where, keep them apart.\n`,
  )
}

/** Says when no group has two runs: it was grouped by too much, or nothing was repeated. */
export function tellSingle(groups: TableLike, terminal: Terminal): void {
  const runs = groups.column('runs')
  const rows = Array.from(groups.indices())
  if (rows.length < 2 || rows.some((row) => runs?.at(row) !== 1)) return
  const names = groups.columnNames()
  const by = names.slice(0, names.indexOf('runs')).join(', ')
  terminal.stderr.write(
    `Note: every group has one run, so no interval; grouped by ${by}. ` +
      '--by names what to group by, or --over what tells repetitions apart.\n',
  )
}
