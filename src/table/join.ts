import { table, type ColumnTable } from 'arquero'
import type { Experiment, ParamValue } from '../experiment.js'
import { arranged } from './arranged.js'
import { gatherColumns, varies, type ParamColumn } from './columns.js'
import { setOrigin, type Role } from './roles.js'

/** Options of {@link joinTable}. */
export interface TableOptions {
  /** Only the inputs that differ between experiments; default `true`. */
  readonly concise?: boolean
  /**
   * The columns, in this order, in place of the usual ones. Params that begin with `_` and
   * `experiment`, the experiment's name, can be had this way.
   */
  readonly columns?: readonly string[]
  /** Columns to sort by: `'acc'` or `'acc:desc'`; missing values come last. Default: by name. */
  readonly sort?: string | readonly string[]
}

/** The typed access to the metrics' columns that an {@link ExamTable} adds to Arquero's. */
export interface MetricColumns<M extends object> {
  get<K extends keyof M & string>(name: K, row?: number): Cell<M[K]>
  array<K extends keyof M & string>(name: K): ArrayLike<Cell<M[K]>>
}

/** A metric's value in a table, where a missing one is `null`. */
export type Cell<V> = Exclude<V, undefined> | null

/** An Arquero table that knows the types of the metrics `M`. */
export type ExamTable<M extends object = object> = MetricColumns<M> & ColumnTable

/**
 * Joins the params and metrics of experiments into an Arquero table: a row an experiment in the
 * order given; the params (those that vary, or all), then the metrics, each sorted by name.
 *
 * A missing value is `null`; a column of nothing but numbers is a `Float64Array`. The `expected`
 * metrics may be asked for even where no experiment has them.
 *
 * @throws AssayError for an unknown column in `columns` or `sort`, naming the nearest.
 */
export function joinTable<M extends object = object>(
  experiments: readonly Experiment[],
  options: TableOptions = {},
  expected: readonly string[] = [],
): ExamTable<M> {
  const { concise = true, columns, sort = [] } = options
  const { params, reserved, metrics } = gatherColumns(experiments)
  const names = { name: 'experiment', values: experiments.map(({ name }) => name) }
  const none = expected.map((name) => ({ name, values: experiments.map(() => undefined) }))
  const all = [...none, names, ...reserved, ...params, ...metrics]
  const usual = [...(concise ? params.filter(isConcise) : params), ...metrics]
  const data = arranged(all, columns ?? usual.map(({ name }) => name), sort)
  const roles = new Map<string, Role>([
    ['experiment', 'experiment'],
    ...reserved.map(({ name }) => [name, 'detail'] as const),
    ...params.map(({ name, isDetail }) => [name, isDetail ? 'detail' : 'param'] as const),
    ...expected.map((name) => [name, 'metric'] as const),
    ...metrics.map(({ name }) => [name, 'metric'] as const),
  ])
  const constants = new Map(params.filter(({ values }) => !varies(values)).map(constantOf))
  for (const [name, column] of data) {
    setOrigin(column, { role: roles.get(name) ?? 'metric', constants, roles })
  }
  return table(data.map(([name, values]) => [name, values])) as ExamTable<M>
}

/** The value of a column that has the same in all its rows. */
function constantOf({ name, values }: ParamColumn): readonly [string, ParamValue] {
  return [name, (values[0] ?? null) as ParamValue]
}

function isConcise({ values, isDetail }: ParamColumn): boolean {
  return !isDetail && varies(values)
}
