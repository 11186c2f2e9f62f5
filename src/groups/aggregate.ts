import type { ColumnTable } from 'arquero'
import type { TableLike } from '../table-like.js'
import { groupColumns, type GroupOptions } from './group-columns.js'
import { groupRows } from './group-rows.js'
import type { GroupTable, MetricsOf } from './group-table.js'
import { reducerOf, type IntervalStat, type NamedReducer, type Stat } from './reducers.js'
import { resultTable, type NamedColumn } from './result-table.js'
import { samplerOf } from './sampler.js'

/** Options of {@link aggregate}. */
export interface AggregateOptions<
  Metric extends string = string,
  S extends Stat = Stat,
  By extends string = string,
> extends GroupOptions<Metric, By> {
  /** What to say of each metric; default `mean, ci95, std, min, max, n`. */
  readonly stats?: readonly S[] | undefined
}

/** The statistics that {@link aggregate} gives where none are asked for. */
export type DefaultStat = 'mean' | 'ci95' | 'std' | 'min' | 'max' | 'n'

const DEFAULT_STATS: readonly DefaultStat[] = ['mean', 'ci95', 'std', 'min', 'max', 'n']

/** The end of the name of a statistic's columns. */
export type Suffix<S> = S extends 'bca95'
  ? 'bca95_low' | 'bca95_high'
  : S extends string
    ? S
    : S extends IntervalStat<infer Name>
      ? S extends { readonly interval: 't' }
        ? Name
        : `${Name}_low` | `${Name}_high`
      : S extends NamedReducer<infer Name>
        ? Name
        : string

/** The columns that an aggregated table has for metrics: `acc_mean`, ... */
export type AggregateColumns<Metric extends string, S> = Record<
  `${Metric}_${Suffix<S>}` | 'runs',
  number
>

/**
 * One row a group of runs: the params that make it, how many `runs` it has, and for each metric a
 * column a statistic, `acc_mean`.
 *
 * `mean`, `std` (of the sample, over n - 1), `sem` (std / √n), `min`, `max`, `sum`, `median` and
 * quantiles `q25` (interpolated linearly, Hyndman and Fan's type 7), `iqm` (the mean of the middle
 * half), `ci95`, half the width of Student's 95% interval of the mean, and `bca95`, the ends of a
 * bootstrap interval. They are of the finite values, of which there are `n`; `missing` says how many
 * runs have no value and `nan` how many have NaN or an infinity. Of a single value there is no
 * `std`, `sem` or interval: they are `null`, as all but the counts are of none.
 *
 * The bootstrap's interval is too narrow for a few runs: of five values it covers the mean in 84% of
 * trials, `ci95` in 95% (docs/questions.md).
 *
 * Groups are sorted by their params. A missing param is a value of its own.
 *
 * @throws AssayError for a column that is not there or not numeric, and for an unknown statistic.
 *
 * @example
 * const runs = aq.table({ lr: [0.1, 0.1, 0.01], seed: [0, 1, 0], acc: [0.9, 0.92, 0.8] })
 * const groups = aggregate(runs, { metrics: ['acc'], stats: ['mean', 'ci95', 'n'] })
 * toTSV(groups.select('lr', 'runs', 'acc_n')) // 'lr\truns\tacc_n\n0.01\t1\t1\n0.1\t2\t2\n'
 * groups.get('acc_ci95', 0) // null
 */
export function aggregate<
  T extends TableLike,
  const Metric extends string = MetricsOf<T>,
  const By extends string = never,
>(
  table: T,
  options?: AggregateOptions<Metric, never, By> & { readonly stats?: undefined },
): GroupTable<AggregateColumns<Metric, DefaultStat>, Metric, By>
export function aggregate<
  T extends TableLike,
  const S extends Stat,
  const Metric extends string = MetricsOf<T>,
  const By extends string = never,
>(
  table: T,
  options: AggregateOptions<Metric, S, By>,
): GroupTable<AggregateColumns<Metric, S>, Metric, By>
export function aggregate(given: TableLike, options: AggregateOptions = {}): ColumnTable {
  const { table, by, metrics } = groupColumns(given, options)
  const reducers = (options.stats ?? DEFAULT_STATS).map(reducerOf)
  const groups = groupRows(table, by)
  const rows = Array.from({ length: groups.size }, (_, group) => groups.rows(group))

  const params = by.map((name, index): NamedColumn => {
    return [name, rows.map((_, group) => groups.key(group)[index])]
  })
  const results: NamedColumn[] = [['runs', rows.map(({ length }) => length)]]
  const suffixes = reducers.flatMap((reducer) => reducer.suffixes)
  for (const metric of metrics) {
    const sampler = samplerOf(table, metric)
    const columns = suffixes.map(() => new Array<unknown>(rows.length))
    // Group by group, so that no more than one sample is there at a time.
    for (const [group, own] of rows.entries()) {
      const sample = sampler(own)
      let place = 0
      for (const { reduce } of reducers) {
        for (const part of reduce(sample)) {
          const column = columns[place++]
          if (column) column[group] = part
        }
      }
    }
    columns.forEach((column, index) => results.push([`${metric}_${suffixes[index] ?? ''}`, column]))
  }
  return resultTable(params, results)
}
