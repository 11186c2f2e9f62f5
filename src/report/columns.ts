import { isSeries } from '../curve.js'
import type { Experiment } from '../experiment.js'
import { gatherColumns, varies, type Column } from '../table/columns.js'
import { reportCell } from './cell.js'
import type { ReportColumn } from './data.js'

/** The params that vary, the metrics, and then what a table leaves out. Series are none of them. */
export function reportColumns(experiments: readonly Experiment[]): ReportColumn[] {
  const { params, reserved, metrics } = gatherColumns(experiments)
  const inputs = params.filter(({ isDetail }) => !isDetail)
  return [
    ...inputs.filter(({ values }) => varies(values)).map(columnOf('param')),
    ...metrics.filter(({ values }) => !values.some(isSeries)).map(columnOf('metric')),
    ...inputs.filter(({ values }) => !varies(values)).map(columnOf('param')),
    ...params.filter(({ isDetail }) => isDetail).map(columnOf('detail')),
    ...reserved.map(columnOf('detail')),
  ]
}

function columnOf(role: ReportColumn['role']): (column: Column) => ReportColumn {
  return ({ name, values }) => ({
    name,
    role,
    values: varies(values) ? values.map(reportCell) : { constant: reportCell(values[0]) },
  })
}

/** The last value of each series as a metric, `train.loss@last`. */
export function lastOfSeries(
  last: ReadonlyMap<string, readonly (number | undefined)[]>,
): ReportColumn[] {
  return Array.from(last, ([name, values]) => columnOf('metric')({ name: `${name}@last`, values }))
}
