import type { ColumnTable } from 'arquero'
import { isSeries } from '../curve.js'
import { groupColumns, type GroupOptions } from '../groups/group-columns.js'
import { groupRows } from '../groups/group-rows.js'
import { resultTable } from '../groups/result-table.js'
import { AssayError } from '../issue.js'
import { columnValues, type TableLike } from '../table-like.js'
import { curveAverager, type CurvePoint } from './average-curves.js'
import { alignOptions, MOST_PLACES, type AlignOptions } from './options.js'
import { toCurves } from './series-cells.js'
import { stepGrid } from './step-grid.js'

/** What {@link curves} averages, and how. */
export interface CurvesOptions extends AlignOptions, Pick<GroupOptions, 'by' | 'over'> {
  /** The column of series: cells of `{steps, values}`, or null. */
  readonly series: string
}

const MOST_ROWS = 2_000_000
const STATS = ['mean', 'ci95', 'std', 'min', 'max', 'n'] as const

/**
 * The mean of a series over the runs of each group: a row a group and step, sorted.
 *
 * The columns are those that make the group, `step`, and for a series `loss` over the runs that are
 * there: `loss_mean`, `loss_ci95` (half the width of Student's 95% interval of the mean), `loss_std`
 * (of the sample), `loss_min`, `loss_max`, `loss_n` (how many runs), and `runs`, how many the group
 * has. Of one run there is no interval and no std: they are `null`.
 *
 * A group has a row where one of its runs has a value of its own, and a run counts from its first
 * step to its last, so n falls where runs end early. A step that a run logged twice counts with the
 * mean. NaN and infinite values are passed over: `loss_nan` counts the runs that have nothing else
 * at a step, and `loss_interpolated` those of n whose value lies between two of their own; either
 * column is there only if it counts anything. In a bin, `step` is the mean of its steps.
 *
 * @throws AssayError for a column that is not there or holds no series, for options that cannot be,
 * and for over two million rows.
 *
 * @example
 * const loss = [
 *   { steps: [0, 1, 2], values: [3, 2, 1] },
 *   { steps: [0, 1], values: [5, 4] },
 * ]
 * const mean = curves(aq.table({ lr: [0.1, 0.1], loss }), { series: 'loss', by: 'lr' })
 * toTSV(mean.select('step', 'loss_mean', 'loss_n')) // 'step\tloss_mean\tloss_n\n0\t4\t2\n1\t3\t2\n2\t1\t1\n'
 */
export function curves(given: TableLike, options: CurvesOptions): ColumnTable {
  const { series } = options
  const { grid: kind, interpolate, smooth } = alignOptions(options)
  const { table, by: columns } = groupColumns(given, { ...options, metrics: [series] })
  const by =
    options.by === undefined ? columns.filter((name) => !holdsSeries(table, name)) : columns
  const groups = groupRows(table, by)
  const each = Array.from({ length: groups.size }, (_, group) => {
    const cells = Array.from(groups.rows(group), (row) => table.column(series)?.at(row))
    return toCurves(cells, series).filter((curve) => curve !== null)
  })

  const grid = stepGrid(each, kind, MOST_PLACES)
  const average = curveAverager(each.flat(), grid, { interpolate, smooth })
  const points: CurvePoint[][] = []
  let rows = 0
  for (const group of each) {
    const own = average(group)
    points.push(own)
    rows += own.length
    if (rows <= MOST_ROWS) continue
    throw new AssayError(
      `There would be over ${MOST_ROWS} rows; give bins, as in grid: { bins: 1000 }, or group by less.`,
    )
  }

  const column = (valueOf: (point: CurvePoint, group: number) => unknown): unknown[] =>
    points.flatMap((own, group) => own.map((point) => valueOf(point, group)))
  const counted = (['interpolated', 'nan'] as const).filter((count) =>
    points.some((own) => own.some((point) => point[count] > 0)),
  )
  return resultTable(
    by.map((name, index) => [name, column((_, group) => groups.key(group)[index])]),
    [
      ['step', column(({ step }) => step)],
      ...[...STATS, ...counted].map(
        (stat) => [`${series}_${stat}`, column((point) => point[stat])] as const,
      ),
      ['runs', column((_, group) => groups.rows(group).length)],
    ],
  )
}

function holdsSeries(table: TableLike, name: string): boolean {
  const cell = columnValues(table, name).find((value) => value !== null && value !== undefined)
  return isSeries(cell)
}
