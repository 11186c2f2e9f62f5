import { AssayError } from '../issue.js'
import { holm } from '../stats/holm.js'
import type { TableLike } from '../table-like.js'
import {
  differenceOf,
  testing,
  type Difference,
  type HowTested,
  type Testing,
  type Untested,
} from './difference.js'
import { groupColumns, type GroupOptions } from './group-columns.js'
import { groupRows } from './group-rows.js'
import type { GroupTable } from './group-table.js'
import { reducerOf } from './reducers.js'
import { resultTable, type NamedColumn } from './result-table.js'
import { runsOf, type Runs } from './runs.js'

/** Whether a metric is the better the larger it is, or the smaller. */
export type Goal = 'max' | 'min'

/** Options of {@link best}. */
export interface BestOptions<Metric extends string = string, By extends string = string>
  extends Omit<GroupOptions<string, By>, 'metrics'>, Testing {
  readonly metric: Metric
  readonly goal: Goal
}

/** How a group stands to the best one. */
export type Standing = 'best' | 'not distinguishable' | 'worse' | Untested

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
 * there are. In a table that no exam made say `by`, for any column but the metric may be a param.
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
  const { sorted, differences, adjusted, standings } = standingsOf(family, how)
  const reduced = (name: 'mean' | 'ci95' | 'n'): unknown[] => {
    const { reduce } = reducerOf(name)
    return sorted.map(({ sample }) => reduce(sample)[0])
  }
  const of = (part: 'difference' | 'low' | 'high' | 'effect'): unknown[] =>
    differences.map((difference) => difference?.[part] ?? null)
  const params = by.map((name, index): NamedColumn => [name, sorted.map(({ key }) => key[index])])
  const results: readonly NamedColumn[] = [
    ['runs', sorted.map(({ sample }) => sample.rows)],
    [`${metric}_mean`, reduced('mean')],
    [`${metric}_ci95`, reduced('ci95')],
    [`${metric}_n`, reduced('n')],
    ['verdict', standings],
    ['difference', of('difference')],
    ['low', of('low')],
    ['high', of('high')],
    ['p', adjusted],
    ['effect', of('effect')],
    ['test', differences.map((difference) => difference?.test ?? null)],
  ]
  // The columns' names follow from the options, as the type says.
  return resultTable(params, results) as unknown as GroupTable<BestColumns<Metric>, Metric, By>
}

/** Groups from the best to the worst, and what comparing each with the best one came to. */
export interface Standings<R extends Runs> {
  readonly sorted: readonly R[]
  readonly differences: readonly (Difference | undefined)[]
  readonly adjusted: (number | null)[]
  readonly standings: Standing[]
}

/** Ranks groups by their means, and says how each one stands to the first. */
export function standingsOf<R extends Runs>(
  family: readonly R[],
  how: HowTested & { readonly goal: Goal },
): Standings<R> {
  const sorted = [...family].sort((a, b) => compareMeans(a, b, how.goal))
  const [first] = sorted
  const differences = sorted.map((runs) => {
    return first === undefined || runs === first || runs.sample.mean === null
      ? undefined
      : differenceOf(runs, first, how)
  })
  const adjusted = adjustedPs(differences)
  const standings = sorted.map(({ sample }, index): Standing => {
    if (sample.mean === null) return 'no value'
    const difference = differences[index]
    if (difference === undefined) return 'best'
    if (difference.untested !== undefined) return difference.untested
    // Ranks, or pairs without the runs that lack a value, may be the other way round than the means.
    const isBehind = how.goal === 'max' ? difference.direction < 0 : difference.direction > 0
    return isBehind && (adjusted[index] ?? 1) < how.alpha ? 'worse' : 'not distinguishable'
  })
  return { sorted, differences, adjusted, standings }
}

/** The p of each comparison, adjusted for their number by Holm's method. */
export function adjustedPs(
  differences: readonly (Pick<Difference, 'p'> | undefined)[],
): (number | null)[] {
  const ps = differences.map((difference) => difference?.p ?? null)
  const adjusted = holm(ps.filter((p) => p !== null))[Symbol.iterator]()
  return ps.map((p) => (p === null ? null : (adjusted.next().value as number)))
}

/** @throws AssayError for anything else. */
export function checkGoal(goal: string): asserts goal is Goal {
  if (goal === 'max' || goal === 'min') return
  throw new AssayError(`The goal is '${goal}'; it is 'max' or 'min'.`)
}

/** Groups without a value come last, whichever way the others are sorted. */
function compareMeans(a: Runs, b: Runs, goal: Goal): number {
  const [x, y] = [a.sample.mean, b.sample.mean]
  if (x === null || y === null) return Number(x === null) - Number(y === null)
  return goal === 'max' ? y - x : x - y
}
