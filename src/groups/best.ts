import type { TableLike } from '../table-like.js'
import { testing, type Difference, type Testing } from './difference.js'
import { groupColumns, type GroupOptions } from './group-columns.js'
import { groupRows } from './group-rows.js'
import type { GroupTable } from './group-table.js'
import { checkGoal, ranked, type Goal, type Standing } from './ranked.js'
import { reducerOf } from './reducers.js'
import { resultTable, type NamedColumn } from './result-table.js'
import { runsOf } from './runs.js'

/** Options of {@link best}. */
export interface BestOptions<Metric extends string = string, By extends string = string>
  extends Omit<GroupOptions<string, By>, 'metrics'>, Testing {
  readonly metric: Metric
  readonly goal: Goal
}

/** The columns of the table that {@link best} gives, beside the params. */
export type BestColumns<Metric extends string> = Record<
  `${Metric}_${'mean' | 'ci95' | 'n'}` | 'runs' | 'difference' | 'low' | 'high' | 'p' | 'effect',
  number
> & { readonly verdict: Standing; readonly test: string }

/**
 * Groups of runs from the best to the worst by the mean of a metric, and which of them cannot be
 * told apart from the best.
 *
 * Each group is compared with the best one: its `difference` from it with the ends of the 95%
 * confidence interval of this one comparison, `p` adjusted by Holm's method for the number of
 * comparisons, an `effect` size, and which `test` it was. The `verdict` of a group with p ≥ `alpha`
 * is `'not distinguishable'`, which does not say that it is as good. With fewer than two runs in
 * either group nothing can be said: `'too few runs'`; nor by `test: 'paired'` where `'seeds differ'`.
 *
 * The best of many groups is in part the luckiest: its mean flatters it, the more so the more groups
 * there are, and the p-values are a little too small for the same reason. In a table that no exam made say `by`, for any column but the metric may be a param.
 *
 * @throws AssayError for a column that is not there or not numeric.
 *
 * @example
 * const runs = aq.table({ lr: [1, 1, 2, 2, 3], seed: [0, 1, 0, 1, 0], acc: [0.9, 0.91, 0.5, 0.52, 0.6] })
 * const ranking = best(runs, { metric: 'acc', goal: 'max' })
 * ranking.get('verdict', 0) // 'best'
 * ranking.get('verdict', 1) // 'too few runs'
 */
export function best<const Metric extends string, const By extends string = never>(
  given: TableLike,
  options: BestOptions<Metric, By>,
): GroupTable<BestColumns<Metric>, Metric, By> {
  const { metric, goal } = options
  checkGoal(goal)
  const how = { goal, ...testing(options) }
  const { table, by, over } = groupColumns(given, { ...options, metrics: [metric] })
  const groups = groupRows(table, by)
  const runs = runsOf(table, metric, over)
  const family = Array.from({ length: groups.size }, (_, group) => {
    return { key: groups.key(group), ...runs(groups.rows(group)) }
  })
  const ranking = ranked(family, how)
  const reduced = (name: 'mean' | 'ci95' | 'n'): unknown[] => {
    const { reduce } = reducerOf(name)
    return ranking.map(({ runs }) => reduce(runs.sample)[0])
  }
  const compared = (part: keyof Difference): unknown[] =>
    ranking.map(({ difference }) => difference?.[part] ?? null)
  const params = by.map((name, index): NamedColumn => {
    return [name, ranking.map(({ runs }) => runs.key[index])]
  })
  const results: readonly NamedColumn[] = [
    ['runs', ranking.map(({ runs }) => runs.sample.rows)],
    [`${metric}_mean`, reduced('mean')],
    [`${metric}_ci95`, reduced('ci95')],
    [`${metric}_n`, reduced('n')],
    ['verdict', ranking.map(({ standing }) => standing)],
    ['difference', compared('difference')],
    ['low', compared('low')],
    ['high', compared('high')],
    ['p', ranking.map(({ p }) => p)],
    ['effect', compared('effect')],
    ['test', compared('test')],
  ]
  // The columns' names follow from the options, as the type says.
  return resultTable(params, results) as unknown as GroupTable<BestColumns<Metric>, Metric, By>
}
