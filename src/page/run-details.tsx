import { useState } from 'preact/hooks'
import { lineChart } from '../chart/line.js'
import type { ReportArtifact, ReportCurve } from '../report/data.js'
import { labelOf } from '../chart/label.js'
import { Chart } from './chart.js'
import { IssueText } from './issues.js'
import { LeftOut } from './left-out.js'
import { LimitedList } from './limited-list.js'
import type { Model, PageColumn } from './model.js'
import { oneCurve } from './series-table.js'
import { plotWidth } from './theme.js'

const FIRST_CURVES = 12
/** A text of more characters has lines of its own. */
const LONG = 60

interface RunProps {
  readonly model: Model
  readonly row: number
}

/** All that is known of a run. */
export function RunDetails({ model, row }: RunProps) {
  const { columns, data, issuesOf } = model
  const is = (wanted: PageColumn['role']) => columns.filter(({ role }) => role === wanted)
  const params = is('param')
  return (
    <div class="details">
      <div class="facts-of-run">
        <Pairs
          title="Params"
          columns={params.toSorted((a, b) => Number(b.varies) - Number(a.varies))}
          row={row}
        />
        <Pairs title="Metrics" columns={is('metric')} row={row} />
        <div>
          <Pairs title="Details" columns={is('detail')} row={row} />
          <Artifacts artifacts={data.artifacts[row] ?? []} />
        </div>
      </div>
      <RunIssues issues={issuesOf.get(data.experiments[row] ?? '') ?? []} />
      <Curves model={model} row={row} />
    </div>
  )
}

function Pairs(props: {
  readonly title: string
  readonly columns: readonly PageColumn[]
  readonly row: number
}) {
  const { title, columns, row } = props
  const present = columns.filter(({ values }) => (values[row] ?? null) !== null)
  if (present.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <dl class="pairs">
        {present.map(({ name, varies, values }) => {
          const text = labelOf(values[row])
          return (
            <div key={name} class={`${varies ? 'varies' : ''} ${text.length > LONG ? 'long' : ''}`}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

function Artifacts({ artifacts }: { readonly artifacts: readonly ReportArtifact[] }) {
  if (artifacts.length === 0) return null
  return (
    <section class="artifacts">
      <h3>Artifacts</h3>
      <LimitedList items={artifacts} noun="artifact">
        {({ name, type, size }) => (
          <>
            {name}{' '}
            <span class="note">
              {type}, {size === undefined ? 'file missing' : sizeText(size)}
            </span>
          </>
        )}
      </LimitedList>
    </section>
  )
}

function RunIssues({ issues }: { readonly issues: Model['data']['issues'] }) {
  if (issues.length === 0) return null
  return (
    <section class="issues">
      <h3>Issues</h3>
      <LimitedList items={issues} noun="issue">
        {(issue) => <IssueText issue={issue} />}
      </LimitedList>
    </section>
  )
}

function Curves({ model, row }: RunProps) {
  const [all, setAll] = useState(false)
  const curves = model.data.series.flatMap(({ name, runs }) => {
    const curve = runs[row]
    return curve ? [{ name, curve }] : []
  })
  const leftOut = model.data.seriesLeftOut
  if (curves.length === 0 && leftOut.length === 0) return null
  const shown = all ? curves : curves.slice(0, FIRST_CURVES)
  return (
    <section>
      {curves.length > 0 && <h3>Curves</h3>}
      <div class="curves">
        {shown.map(({ name, curve }) => (
          <RunCurve key={name} name={name} curve={curve} />
        ))}
      </div>
      {shown.length < curves.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {curves.length} curves
        </button>
      )}
      <LeftOut names={leftOut} />
    </section>
  )
}

function RunCurve({ name, curve }: { readonly name: string; readonly curve: ReportCurve }) {
  const [table] = useState(() => oneCurve(name, curve))
  const [draw] = useState(() => (width: number) => {
    return lineChart(table, { series: name, width: plotWidth(width, false), height: 160 })
  })
  const { of, steps } = curve
  const caption =
    of === undefined
      ? name
      : `${name} (${of.toLocaleString('en')} points, averaged to ${steps.length})`
  return <Chart draw={draw} label={name} caption={caption} height={210} />
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB']

function sizeText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1)
  const size = bytes / 1000 ** power
  return `${power === 0 ? bytes : size.toPrecision(3)} ${UNITS[power] ?? ''}`
}
