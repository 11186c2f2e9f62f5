import type { ReportCurve } from '../report/data.js'
import type { TableLike } from '../table-like.js'
import { freeName } from '../values/free-name.js'

/** A table with a column of curves beside its own, and what that is called there. */
export function withSeries(
  table: TableLike,
  name: string,
  curves: readonly (ReportCurve | null)[],
): { readonly table: TableLike; readonly series: string } {
  const names = table.columnNames()
  const series = freeName(name, (taken) => names.includes(taken))
  const column = { at: (row: number): ReportCurve | null => curves[row] ?? null }
  return {
    series,
    table: {
      columnNames: () => [...names, series],
      numRows: () => table.numRows(),
      indices: () => table.indices(),
      column: (asked) => (asked === series ? column : table.column(asked)),
    },
  }
}

/** A table of one run's curve. */
export function oneCurve(name: string, curve: ReportCurve): TableLike {
  return {
    columnNames: () => [name],
    numRows: () => 1,
    indices: () => [0],
    column: () => ({ at: () => curve }),
  }
}
