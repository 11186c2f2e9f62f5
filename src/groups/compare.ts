import type { ColumnTable } from 'arquero'
import { displayed } from '../displayed.js'
import { AssayError } from '../issue.js'
import { holm } from '../stats/holm.js'
import type { ExamTable } from '../table/join.js'
import { columnValues, type TableLike } from '../table-like.js'
import { packed } from '../values/packed.js'
import {
  differenceOf,
  testing,
  type Difference,
  type Testing,
  type Untested,
} from './difference.js'
import { groupColumns, type GroupColumns, type GroupOptions } from './group-columns.js'
import { groupRows } from './group-rows.js'
import { reducerOf } from './reducers.js'
import { resultTable, type NamedColumn } from './result-table.js'
import { runsOf, type Runs } from './runs.js'
import type { Sample } from './sample.js'
import { withConstants } from './with-constants.js'

/** Options of {@link compare}. */
export interface CompareOptions extends Pick<GroupOptions, 'over' | 'metrics'>, Testing {
  /** The params that runs are matched on; default those that vary within either set. */
  readonly on?: string | readonly string[] | undefined
}

/** What a comparison of one metric in one setting comes to. */
export type Verdict = 'higher' | 'lower' | 'no difference seen' | Untested

/** The columns of {@link Comparison.table}, beside the params. */
export interface ComparisonColumns {
  readonly metric: string
  readonly a_runs: number
  readonly a_mean: number
  readonly a_ci95: number
  readonly a_n: number
  readonly b_runs: number
  readonly b_mean: number
  readonly b_ci95: number
  readonly b_n: number
  readonly difference: number
  readonly percent: number
  readonly low: number
  readonly high: number
  readonly p: number
  readonly effect: number
  readonly verdict: Verdict
  readonly test: string
}

/** Two sets of runs side by side. */
export interface Comparison {
  /** A row a setting that both sets have, and a metric. */
  readonly table: ExamTable<ComparisonColumns>
  /** The settings that only one `set` has, `'a'` or `'b'`, and how many `runs` it has there. */
  readonly unmatched: ColumnTable
  /** The params that runs were matched on. */
  readonly on: readonly string[]
}

/**
 * Compares two sets of runs, setting by setting: `b` against `a`, the baseline.
 *
 * Runs are matched on the params that vary within either set (or on those in `on`); a param that
 * has one value in all of `a` and another in all of `b` is what tells the sets apart. For each
 * setting that both have, and each metric: the means of both over the `n` of their `runs` that have a
 * value, the `difference` b - a with the 95% confidence interval of this one comparison from `low`
 * to `high`, the difference in `percent` of a, `p` adjusted by Holm's method over all rows, an
 * `effect` size, which `test` it was, and a `verdict` on b: `'higher'`, `'lower'`,
 * `'no difference seen'` (which does not say that there is none), or `'too few runs'`.
 *
 * @throws AssayError for a column that is not there or not numeric, and where tables that no exam
 * made do not have the same params: say `on`.
 *
 * @example
 * const a = aq.table({ lr: [0.1, 0.1, 1], seed: [0, 1, 0], acc: [0.8, 0.81, 0.5] })
 * const b = aq.table({ lr: [0.1, 0.1, 2], seed: [0, 1, 0], acc: [0.9, 0.911, 0.5] })
 * const { table, unmatched } = compare(a, b, { metrics: 'acc' })
 * table.get('verdict', 0) // 'higher'
 * unmatched.numRows() // 2
 */
export function compare(a: TableLike, b: TableLike, options: CompareOptions = {}): Comparison {
  const how = testing(options)
  const { first, second, on, over, metrics } = sharedColumns(a, b, options)
  const both = stacked(first, second)
  const groups = groupRows(both, on)
  const samplers = metrics.map((metric) => ({ metric, runs: runsOf(both, metric, over) }))

  const rows: Row[] = []
  const lonely: { key: readonly unknown[]; set: 'a' | 'b'; runs: number }[] = []
  for (let group = 0; group < groups.size; group++) {
    const key = groups.key(group)
    const all = groups.rows(group)
    const ofA = all.filter((row) => row < first.numRows())
    const ofB = all.subarray(ofA.length)
    if (ofB.length === 0) lonely.push({ key, set: 'a', runs: ofA.length })
    else if (ofA.length === 0) lonely.push({ key, set: 'b', runs: ofB.length })
    else {
      for (const { metric, runs } of samplers) {
        const [own, other] = [runs(ofA), runs(ofB)]
        rows.push({ key, metric, a: own, b: other, ...differenceOf(other, own, how) })
      }
    }
  }
  return displayed({
    table: comparisonTable(rows, on, how.alpha),
    unmatched: resultTable(
      on.map((name, index) => [name, lonely.map(({ key }) => key[index])]),
      [
        ['set', lonely.map(({ set }) => set)],
        ['runs', lonely.map(({ runs }) => runs)],
      ],
    ),
    on,
  })
}

/** A metric in a setting that both sets have. */
interface Row extends Difference {
  readonly key: readonly unknown[]
  readonly metric: string
  readonly a: Runs
  readonly b: Runs
}

function comparisonTable(
  rows: readonly Row[],
  on: readonly string[],
  alpha: number,
): ExamTable<ComparisonColumns> {
  const adjusted = holm(rows.map(({ p }) => p))
  const pick = (valueOf: (row: Row) => unknown): unknown[] => rows.map(valueOf)
  const { reduce } = reducerOf('ci95')
  const ci95 = (sample: Sample): unknown => reduce(sample)[0]
  const params = on.map((name, index): NamedColumn => [name, pick(({ key }) => key[index])])
  const results: readonly NamedColumn[] = [
    ['metric', pick(({ metric }) => metric)],
    ['a_runs', pick(({ a }) => a.sample.rows)],
    ['a_mean', pick(({ a }) => a.sample.mean)],
    ['a_ci95', pick(({ a }) => ci95(a.sample))],
    ['a_n', pick(({ a }) => a.sample.values.length)],
    ['b_runs', pick(({ b }) => b.sample.rows)],
    ['b_mean', pick(({ b }) => b.sample.mean)],
    ['b_ci95', pick(({ b }) => ci95(b.sample))],
    ['b_n', pick(({ b }) => b.sample.values.length)],
    ['difference', pick(({ difference }) => difference)],
    ['percent', pick(percentOf)],
    ['low', pick(({ low }) => low)],
    ['high', pick(({ high }) => high)],
    ['p', adjusted],
    ['effect', pick(({ effect }) => effect)],
    ['verdict', rows.map((row, index) => verdictOf(row, adjusted[index] ?? 1, alpha))],
    ['test', pick(({ test }) => test)],
  ]
  // Its columns are those.
  return resultTable(params, results) as unknown as ExamTable<ComparisonColumns>
}

function percentOf({ a, difference }: Row): number | null {
  const { mean } = a.sample
  return mean === null || mean === 0 || difference === null
    ? null
    : (100 * difference) / Math.abs(mean)
}

function verdictOf({ untested, direction }: Row, p: number, alpha: number): Verdict {
  if (untested !== undefined) return untested
  if (p >= alpha || direction === 0) return 'no difference seen'
  return direction > 0 ? 'higher' : 'lower'
}

interface Shared {
  /** Both tables with all of the columns that are matched on. */
  readonly first: TableLike
  readonly second: TableLike
  readonly on: readonly string[]
  readonly over: readonly string[]
  readonly metrics: readonly string[]
}

function sharedColumns(a: TableLike, b: TableLike, options: CompareOptions): Shared {
  const given = typeof options.on === 'string' ? [options.on] : options.on
  const [own, other] = [columnsOf(a, b, given, options), columnsOf(b, a, given, options)]
  const metrics = own.metrics.filter((name) => other.metrics.includes(name))
  if (metrics.length === 0) throw new AssayError('The two sets have no metric in common.')
  const on = given ?? [...new Set([...own.by, ...other.by])]
  return {
    first: withConstants(own.table, on, on),
    second: withConstants(other.table, on, on),
    on,
    over: own.over.filter((name) => other.over.includes(name)),
    metrics,
  }
}

/** The columns of one set; what is matched on need only be a param of the other one. */
function columnsOf(
  table: TableLike,
  other: TableLike,
  on: readonly string[] | undefined,
  { over, metrics }: CompareOptions,
): GroupColumns {
  const isEmpty = table.columnNames().length === 0
  return groupColumns(on && !isEmpty ? withConstants(table, on, other.columnNames()) : table, {
    by: on,
    over,
    metrics,
  })
}

/** The rows of two tables as one table, in their order. */
function stacked(a: TableLike, b: TableLike): TableLike {
  const size = a.numRows() + b.numRows()
  return {
    columnNames: () => [...new Set([...a.columnNames(), ...b.columnNames()])],
    numRows: () => size,
    indices: () => Array.from({ length: size }, (_, row) => row),
    column: (name) => packed(columnValues(a, name).concat(columnValues(b, name))),
  }
}
