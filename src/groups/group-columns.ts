import { AssayError } from '../issue.js'
import { originIn, roleIn } from '../table/roles.js'
import type { TableLike } from '../table-like.js'
import { isMissing } from '../values/compare-values.js'
import { isNumeric } from '../values/is-numeric.js'
import { sameValue } from '../values/same-value.js'
import { withConstants } from './with-constants.js'

/** Which rows of a table belong together, and what of them is looked at. */
export interface GroupOptions<Metric extends string = string, By extends string = string> {
  /**
   * The columns whose values make a group; `[]` puts all rows into one. Default: the params that
   * vary, without those that only tell repetitions apart (see `over`).
   */
  readonly by?: By | readonly By[] | undefined
  /**
   * Columns that tell repetitions of one setting apart, beside the params whose name, or its last
   * part, says so: `seed`, `repeat`, `run`, `trial`, `random_seed`, `run_id` and the like.
   */
  readonly over?: string | readonly string[] | undefined
  /** The numeric columns to look at; default all metrics that are numeric. */
  readonly metrics?: Metric | readonly Metric[] | undefined
}

/** What {@link GroupOptions} come to for a table. */
export interface GroupColumns {
  /** The table with all of these columns, also where a param is the same in all runs. */
  readonly table: TableLike
  readonly by: readonly string[]
  /** What tells the rows of a group apart. */
  readonly over: readonly string[]
  readonly metrics: readonly string[]
}

const REPETITION =
  /(?:^|[_-])seed$|^seed_everything$|^(?:seed|repeat|run|trial)(?:[_-]?(?:id|no|nr|num|number|idx|index))?$/i

/** Whether a column tells repetitions apart by its name: the last part of `config.seed`. */
function namesRepetition(column: string): boolean {
  const last = column.slice(column.lastIndexOf('.') + 1)
  return REPETITION.test(last.replaceAll(/([a-z])([A-Z])/g, '$1_$2'))
}

/**
 * The columns to group by and to look at.
 *
 * An exam's table knows its params from its metrics; a column that was derived from them is a metric
 * if it is numeric. In any other table the metrics are those that are named, or if none are, the
 * numeric columns that are not grouped by; what is no metric is a param.
 *
 * @throws AssayError for a column that is not there, and where it cannot be told what is a metric.
 */
export function groupColumns(given: TableLike, options: GroupOptions): GroupColumns {
  const [by, over, metrics] = [options.by, options.over, options.metrics].map(asList)
  const table = withConstants(
    given,
    [by, over, metrics].flatMap((named) => named ?? []),
  )
  const names = given.columnNames()
  const roleOf = rolesIn(given)
  const isNamed = (name: string): boolean =>
    by?.includes(name) === true || metrics?.includes(name) === true
  const repetitions = names.filter((name) => namesRepetition(name) && roleOf(name) !== 'metric')
  const apart = [...new Set([...(over ?? []), ...repetitions])].filter((name) => !isNamed(name))
  if (originIn(given) === undefined && names.length > 0 && !by && !metrics) {
    throw new AssayError(
      'It cannot be told which columns are params and which are metrics; name them in by or ' +
        `metrics. There are: ${names.join(', ')}.`,
    )
  }
  const others = names.filter((name) => !apart.includes(name) && !isNamed(name))
  const looked = metrics ?? others.filter((name) => isMetric(given, name, roleOf(name)))
  const grouped =
    by ??
    others.filter((name) => {
      return !looked.includes(name) && roleOf(name) === 'param' && variesIn(given, name)
    })
  return { table, by: grouped, over: apart, metrics: looked }
}

function asList(given: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof given === 'string' ? [given] : given
}

type Role = ReturnType<typeof roleIn> | 'derived'

/** What the columns are; in a table that no exam made each may be a param or a metric. */
function rolesIn(table: TableLike): (name: string) => Role {
  return originIn(table) === undefined ? () => 'param' : (name) => roleIn(table, name) ?? 'derived'
}

/** Whether a column is looked at where none is named. */
function isMetric(table: TableLike, name: string, role: Role): boolean {
  if (role === 'experiment' || role === 'detail') return false
  if (originIn(table) !== undefined && role === 'param') return false
  const { numbers, others } = contentsOf(table, name)
  // A metric that no run has is still one, and is seen to be missing.
  return !others && (numbers || role === 'metric')
}

function contentsOf(table: TableLike, name: string): { numbers: boolean; others: boolean } {
  const column = table.column(name)
  if (column instanceof Float64Array) return { numbers: true, others: false }
  let numbers = false
  for (const row of Uint32Array.from(table.indices())) {
    const value = column?.at(row)
    if (isMissing(value)) continue
    if (!isNumeric(value)) return { numbers, others: true }
    numbers = true
  }
  return { numbers, others: false }
}

function variesIn(table: TableLike, name: string): boolean {
  const column = table.column(name)
  const rows = table.indices()
  const first = column?.at(rows[0] ?? 0)
  for (let i = 1; i < rows.length; i++) {
    if (!sameValue(column?.at(rows[i] ?? 0) ?? null, first ?? null)) return true
  }
  return false
}
