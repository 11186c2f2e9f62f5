import { table as tableOf, type ColumnTable } from 'arquero'
import { AssayError } from '../issue.js'
import { Estimate, type Mark } from '../stats/estimate.js'
import type { TableLike } from '../table-like.js'
import { cellText } from '../values/cell-text.js'
import { isMissing } from '../values/compare-values.js'
import { setFree } from '../values/free-name.js'
import { testing, type Testing } from './difference.js'
import { groupColumns, type GroupOptions } from './group-columns.js'
import { groupRows, type Groups } from './group-rows.js'
import { checkGoal, ranked, type Goal, type HowRanked } from './ranked.js'
import { reducerOf } from './reducers.js'
import { runsOf, type Runs } from './runs.js'

/** Options of {@link pivot}. */
export interface PivotOptions extends Pick<GroupOptions, 'over'>, Testing {
  /** The column, or columns, whose values are the rows. */
  readonly rows: string | readonly string[]
  /** The column whose values are the columns. */
  readonly columns: string
  readonly metric: string
  /** Marks the best cell, and those that cannot be told apart from it; default none. */
  readonly goal?: Goal | undefined
  /** Among which cells the best one is looked for; default `'column'`. */
  readonly among?: 'column' | 'row' | 'table' | undefined
}

const MOST_COLUMNS = 1000

/**
 * A table of two params: a row a value of the one, a column a value of the other, and in each cell
 * the mean of a metric with its 95% confidence interval (Student's t) and number of runs, as an
 * {@link Estimate}; `null` where there is no run.
 *
 * With a `goal` the best cell of each column is marked, and those that a test cannot tell apart from
 * it (as {@link best} does): bold and underlined in Markdown, LaTeX and HTML. All runs that share
 * the two values are averaged, whatever their other params: filter those first that differ.
 *
 * @throws AssayError for a column that is not there or not numeric, and for over 1000 columns.
 *
 * @example
 * const runs = aq.table({ model: ['a', 'a', 'b'], data: ['x', 'y', 'x'], acc: [0.9, 0.8, 0.7] })
 * const grid = pivot(runs, { rows: 'model', columns: 'data', metric: 'acc' })
 * grid.columnNames() // ['model', 'x', 'y']
 */
export function pivot(given: TableLike, options: PivotOptions): ColumnTable {
  const { columns: across, metric, goal, among = 'column' } = options
  const how = testing(options)
  if (goal !== undefined) checkGoal(goal)
  const down = typeof options.rows === 'string' ? [options.rows] : options.rows
  const { table, over } = groupColumns(given, {
    by: [...down, across],
    over: options.over,
    metrics: [metric],
  })
  const heads = groupRows(table, [across])
  const sides = groupRows(table, down)
  if (heads.size > MOST_COLUMNS) {
    throw new AssayError(
      `'${across}' has ${heads.size} values, over the limit of ${MOST_COLUMNS} columns.`,
    )
  }
  const cells = cellsOf(heads, sides, runsOf(table, metric, over))
  const marks = goal === undefined ? undefined : marksOf(cells, among, { goal, ...how })

  const data = new Map<string, unknown[]>()
  for (const [index, name] of down.entries()) {
    const values = Array.from({ length: sides.size }, (_, place) => sides.key(place)[index] ?? null)
    setFree(data, name, values)
  }
  for (const [column, own] of cells.entries()) {
    const [head] = heads.key(column)
    const name = isMissing(head) ? '(none)' : cellText(head)
    const values = own.map((cell) => (cell ? estimateOf(cell, marks?.get(cell)) : null))
    setFree(data, name, values)
  }
  return tableOf([...data])
}

/** Column by column; undefined where there is no run. */
type Cells = readonly (readonly (Runs | undefined)[])[]

/** The runs that are in a group of both. */
function cellsOf(heads: Groups, sides: Groups, runs: (rows: Uint32Array) => Runs): Cells {
  const placeOf = new Map<number, number>()
  for (let place = 0; place < sides.size; place++) {
    for (const row of sides.rows(place)) placeOf.set(row, place)
  }
  return Array.from({ length: heads.size }, (_, column) => {
    const rows = Array.from({ length: sides.size }, (): number[] => [])
    for (const row of heads.rows(column)) rows[placeOf.get(row) ?? 0]?.push(row)
    return rows.map((own) => (own.length === 0 ? undefined : runs(Uint32Array.from(own))))
  })
}

/** The marks of the cells, each family of cells on its own. */
function marksOf(
  cells: Cells,
  among: NonNullable<PivotOptions['among']>,
  how: HowRanked,
): ReadonlyMap<Runs, Mark> {
  const families =
    among === 'column'
      ? cells
      : among === 'table'
        ? [cells.flat()]
        : (cells[0] ?? []).map((_, row) => cells.map((column) => column[row]))
  const marks = new Map<Runs, Mark>()
  for (const family of families) {
    const cells = family.filter((cell) => cell !== undefined)
    for (const { runs, standing } of ranked(cells, how)) {
      if (standing === 'best') marks.set(runs, 'best')
      if (standing === 'not distinguishable') marks.set(runs, 'tied')
    }
  }
  return marks
}

/** A mean with its interval; of a cell whose runs have no value nothing. */
function estimateOf({ sample }: Runs, mark: Mark | undefined): Estimate {
  const { mean, values, rows } = sample
  // Runs that all lack the metric are not the same as no runs.
  const value = mean ?? NaN
  const [half] = reducerOf('ci95').reduce(sample)
  const ends = half === null || half === undefined ? {} : { low: value - half, high: value + half }
  return new Estimate({ value, ...ends, n: values.length, of: rows, mark })
}
