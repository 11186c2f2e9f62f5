import type { ColumnTable } from 'arquero'
import { countText, ShownEstimate, standRight } from '../formats/shown-estimate.js'
import { aggregate } from '../groups/aggregate.js'
import { Estimate } from '../stats/estimate.js'
import { columnValues } from '../table-like.js'

/** Groups of runs as a table for people. */
export interface ShownGroups {
  readonly size: number
  /** The most runs that a group has. */
  readonly most: number
  /** The params, how many runs there are, and the metrics. */
  readonly columns: readonly GroupColumn[]
}

/** A column of the table of groups; of a metric its cells are estimates. */
export interface GroupColumn {
  readonly name: string
  readonly cells: readonly unknown[]
  readonly isRight: boolean
}

/** The means of metrics over the runs of each group, which tell their count where some lack one. */
export function shownGroups(
  table: ColumnTable,
  by: readonly string[],
  metrics: readonly string[],
): ShownGroups {
  const groups = aggregate(table, { by, metrics, stats: ['mean', 'ci95', 'n'] })
  // By their places: a param may have the name of a metric's mean.
  const cells = groups.columnNames().map((name) => columnValues(groups, name))
  const runs = (cells[by.length] ?? []).map(Number)
  const estimates = metrics.map((name, index) => {
    const [means = [], halves = [], counts = []] = cells.slice(by.length + 1 + 3 * index)
    const own = means.map((mean, row) =>
      shownEstimate(mean, halves[row], Number(counts[row]), runs[row] ?? 0),
    )
    return column(name, own)
  })
  return {
    size: runs.length,
    most: runs.reduce((a, b) => Math.max(a, b), 0),
    columns: [
      ...by.map((name, index) => column(name, cells[index] ?? [])),
      column('runs', runs),
      ...estimates,
    ],
  }
}

function column(name: string, cells: readonly unknown[]): GroupColumn {
  return { name, cells, isRight: standRight(cells) }
}

function shownEstimate(mean: unknown, half: unknown, n: number, runs: number): unknown {
  if (typeof mean !== 'number') return null
  const ends = typeof half === 'number' ? { low: mean - half, high: mean + half } : {}
  const count = n === runs ? '' : `(${countText(n, runs)})`
  return new ShownEstimate(new Estimate({ value: mean, ...ends, n }), count)
}
