import { useCallback, useMemo } from 'preact/hooks'
import type { ColumnTable } from 'arquero'
import { barChart } from '../chart/bar.js'
import { lineChart } from '../chart/line.js'
import { scatterChart } from '../chart/scatter.js'
import type { ReportSeries } from '../report/data.js'
import { Chart } from './chart.js'
import { LeftOut } from './left-out.js'
import { MARKS, usualMarks } from './marks.js'
import { varyingParams, type Model } from './model.js'
import { Select } from './select.js'
import { withSeries } from './series-table.js'
import { plotWidth } from './theme.js'
import type { ChangeView } from './use-view.js'
import type { View } from './view.js'

const HEIGHT = 280
/** Of the axis below the plot. */
const AXIS = 44

interface ChartsProps {
  readonly model: Model
  /** The runs that are shown. */
  readonly table: ColumnTable
  readonly choice: Pick<View, 'metric' | 'x' | 'color' | 'show' | 'series' | 'seriesColor'>
  readonly change: ChangeView
}

/** A metric by a param, and the learning curves, of the runs that are shown. */
export function Charts(props: ChartsProps) {
  const { metrics, data } = props.model
  const hasMetric = metrics.length > 0
  if (!hasMetric && data.series.length === 0) return null
  return (
    <section class="charts" aria-labelledby="charts">
      <h2 id="charts">Charts</h2>
      <div class="pair">
        {hasMetric && <MetricByParam {...props} />}
        {data.series.length > 0 && <LearningCurves {...props} />}
      </div>
    </section>
  )
}

function MetricByParam({ model, table, choice, change }: ChartsProps) {
  const metric = chosen(choice.metric, model.metrics)
  const xs = xsOf(model, metric)
  const usualX = model.by[0] ?? xs[0]
  const x = chosen(choice.x, [...model.by, ...xs])
  const colors = varyingParams(model).map(({ name }) => name)
  const usualColor = model.by.find((name) => name !== x) ?? ''
  const color = choice.color === '' ? '' : known(choice.color, colors, usualColor)
  const label = model.runs.name
  const usualShow = useMemo(() => usualMarks(model.table, x), [model, x])
  const show = known(choice.show, MARKS, usualShow)
  const draw = useCallback(
    (width: number) => {
      const size = { width: plotWidth(width, color !== ''), height: HEIGHT }
      const columns = { x, y: metric, color: color === '' ? undefined : color, ...size }
      return show === 'runs' ? scatterChart(table, { ...columns, label }) : barChart(table, columns)
    },
    [table, metric, x, color, label, show],
  )
  return (
    <div class="panel">
      <div class="choices">
        <Select
          label="Metric"
          value={metric}
          options={model.metrics}
          onChange={(to) => change({ metric: to === model.metrics[0] ? undefined : to })}
        />
        <Select
          label="by"
          value={x}
          options={xs}
          onChange={(to) => change({ x: to === usualX ? undefined : to })}
        />
        <Select
          label="colour"
          value={color}
          options={colors}
          none="none"
          onChange={(to) => change({ color: to === usualColor ? undefined : to })}
        />
        <Select
          label="show"
          value={show}
          options={MARKS}
          onChange={(to) => change({ show: to === usualShow ? undefined : to })}
        />
      </div>
      <Chart draw={draw} label={`${metric} by ${x}`} height={HEIGHT + AXIS} />
    </div>
  )
}

function LearningCurves({ model, table, choice, change }: ChartsProps) {
  const names = model.data.series.map(({ name }) => name)
  const name = chosen(choice.series, names)
  const colors = [...varyingParams(model).map((param) => param.name), model.runs.name]
  const usualColor = model.by[0] ?? ''
  const color = choice.seriesColor === '' ? '' : known(choice.seriesColor, colors, usualColor)
  const isThinned = useMemo(
    () => runsOf(model, name).some((curve) => curve?.of !== undefined),
    [model, name],
  )
  const draw = useCallback(
    (width: number) => {
      const runs = runsOf(model, name)
      const { table: joined, series } = withSeries(table, name, runs)
      return lineChart(joined, {
        series,
        color: color === '' ? undefined : color,
        width: plotWidth(width, color !== ''),
        height: HEIGHT,
      })
    },
    [model, table, name, color],
  )
  return (
    <div class="panel">
      <div class="choices">
        <Select
          label="Series"
          value={name}
          options={names}
          onChange={(to) => change({ series: to === names[0] ? undefined : to })}
        />
        <Select
          label="colour"
          value={color}
          options={colors}
          none="none"
          onChange={(to) => change({ seriesColor: to === usualColor ? undefined : to })}
        />
      </div>
      <Chart draw={draw} label={`${name} over steps`} height={HEIGHT + AXIS} />
      <LeftOut names={model.data.seriesLeftOut} />
      {isThinned && (
        <p class="note">
          Longer curves were averaged to a few hundred points or fewer when this report was made.
        </p>
      )}
    </div>
  )
}

function runsOf({ data }: Model, series: string): ReportSeries['runs'] {
  return data.series.find(({ name }) => name === series)?.runs ?? []
}

/** What a metric can be drawn against: what varies, the params first, and the runs one by one. */
function xsOf({ columns, runs }: Model, metric: string): string[] {
  const varying = columns.filter(({ varies, role }) => varies && role !== 'detail')
  const others = varying.filter(({ name }) => name !== metric)
  const params = others.filter(({ role }) => role === 'param')
  return [...params, runs, ...others.filter(({ role }) => role === 'metric')].map(
    ({ name }) => name,
  )
}

function chosen(name: string | undefined, names: readonly string[]): string {
  return known(name, names, names[0] ?? '')
}

/** A name that may come from a link, if there is still such a thing. */
function known(name: string | undefined, names: readonly string[], usual: string): string {
  return name !== undefined && names.includes(name) ? name : usual
}
