import { table as tableOf } from 'arquero'
import { lineChart } from '../chart/line.js'
import { curves as curvesOf } from '../curves/curves.js'
import type { CurveGrid, Interpolation } from '../curves/options.js'
import { groupColumns } from '../groups/group-columns.js'
import { columnValues, type TableLike } from '../table-like.js'
import { cellText } from '../values/cell-text.js'
import { tableWith } from './ask.js'
import { rendererFor } from './chart-argument.js'
import { conclude, look, type LookArguments } from './look.js'
import { seriesFromArgument } from './metric-argument.js'
import { tellPooled } from './notes.js'
import type { Terminal } from './run.js'
import { writeFileSafely } from './write.js'
import { writeTable, type OutArguments } from './write-table.js'

/** What `assay curves` was asked for. */
export interface CurvesArguments extends LookArguments, OutArguments {
  readonly series: string
  readonly by?: readonly string[]
  readonly over?: readonly string[]
  readonly grid?: CurveGrid
  readonly interpolate?: Interpolation
  readonly smooth?: number
  readonly chart?: string
}

/** Writes the mean of a series by group and step, and a chart of it; gives the exit code. */
export async function curves(
  outputs: readonly string[],
  args: CurvesArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const render = args.chart === undefined ? undefined : rendererFor(args.chart)
  const parser = seriesFromArgument(args.series)
  const { examiner, summary } = await look(outputs, args, [parser], terminal, signal)
  const table = tableWith(examiner, [parser.name])
  const { by, over, grid, interpolate, smooth } = args
  const align = { grid, interpolate, smooth }
  const series = parser.name
  const points = curvesOf(table, { series, by, over, ...align })
  tellPooled({ table, metrics: [series] }, by, over, terminal)
  await writeTable(points, args, terminal, signal)
  if (args.chart !== undefined && render !== undefined) {
    const groups = groupColumns(table, { by, over, metrics: [series] })
    const { labelled, color } = withLabels(groups.table, series, groups.by)
    const content = await render(lineChart(labelled, { series, color, ...align }))
    signal.throwIfAborted()
    await writeFileSafely(args.chart, content)
    terminal.stderr.write(`Chart: ${args.chart}\n`)
  }
  return conclude(summary, args, terminal)
}

/** A chart has one column of colours: several params make one of their values, joined. */
function withLabels(
  table: TableLike,
  series: string,
  by: readonly string[],
): { readonly labelled: TableLike; readonly color: string | undefined } {
  if (by.length < 2) return { labelled: table, color: by[0] }
  const columns = by.map((name) => columnValues(table, name))
  const color = by.join(', ')
  const labels = columnValues(table, series).map((_, row) =>
    columns.map((values) => cellText(values[row])).join(', '),
  )
  const labelled = tableOf([
    [series, columnValues(table, series)],
    [color, labels],
  ])
  return { labelled, color }
}
