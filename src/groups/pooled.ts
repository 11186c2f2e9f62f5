import type { TableLike } from '../table-like.js'
import { groupColumns, type GroupOptions } from './group-columns.js'

/**
 * The params that vary within groups, so that a group's mean is over different settings too and not
 * over repetitions alone.
 */
export function pooledParams(
  table: TableLike,
  by: readonly string[],
  options: Omit<GroupOptions, 'by'>,
): readonly string[] {
  const { metrics } = groupColumns(table, { ...options, by })
  return groupColumns(table, { ...options, metrics }).by.filter((name) => !by.includes(name))
}
