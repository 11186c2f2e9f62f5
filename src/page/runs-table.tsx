import type { ComponentChild } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { ColumnMenu } from './column-menu.js'
import { columnWidth } from './column-width.js'
import { counted } from '../values/counted.js'
import { shownColumns, type Model } from './model.js'
import { RunRow } from './run-row.js'
import { RunsHead } from './runs-head.js'
import type { ChangeView } from './use-view.js'
import { useVirtualRows } from './use-virtual-rows.js'
import { nextSort, type View } from './view.js'

/** As in style.css. */
const [ROW, HEAD] = [34, 60]
const PAGE = 10

/** A run to go to; a new object each time that it is asked for. */
export interface Target {
  readonly row: number
}

interface RunsProps {
  readonly model: Model
  /** The rows that are shown, in their order. */
  readonly order: readonly number[]
  readonly view: View
  readonly change: ChangeView
  readonly target: Target | undefined
}

/** The table of runs; of thousands only those in sight are in the document. */
export function RunsTable({ model, order, view, change, target }: RunsProps) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState(0)
  const active = Math.min(place, order.length - 1)
  const rows = useVirtualRows({ box, order, active, rowHeight: ROW, headHeight: HEAD })
  const shown = useMemo(() => shownColumns(model, view.columns), [model, view.columns])
  const widths = useMemo(() => [model.runs, ...shown].map(columnWidth), [model, shown])

  const focusNext = useRef(false)
  const goTo = (to: number): void => {
    setPlace(to)
    rows.scrollToIndex(to, { align: 'auto' })
    focusNext.current = true
  }
  useLayoutEffect(() => {
    if (!focusNext.current) return
    const button = box.current?.querySelector<HTMLElement>(`[data-place="${active}"]`)
    button?.focus({ preventScroll: true })
    focusNext.current = !button
  })
  useEffect(() => {
    if (target === undefined) return
    box.current?.scrollIntoView({ block: 'nearest' })
    goTo(Math.max(0, order.indexOf(target.row)))
  }, [target])
  useEffect(() => {
    const row = model.rowOf.get(view.open[0] ?? '')
    if (row !== undefined && order.includes(row)) rows.scrollToIndex(order.indexOf(row))
  }, [])

  const toggle = (row: number): void => {
    const name = model.data.experiments[row] ?? ''
    const others = view.open.filter((other) => other !== name)
    change({ open: others.length < view.open.length ? others : [...others, name] })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement)) return
    const at = event.target.dataset['place']
    if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const row = order[Number(at)]
    if (event.key === 'Escape' && row !== undefined) {
      if (view.open.includes(model.data.experiments[row] ?? '')) toggle(row)
      return
    }
    const to = movedBy(event.key, Number(at), order.length - 1)
    if (to === undefined) return
    event.preventDefault()
    goTo(to)
  }

  const bodies: ComponentChild[] = []
  let above = HEAD
  // What is out of sight is one gap, or two where the active row is apart.
  const gapTo = (start: number, key: string): void => {
    if (start > above) bodies.push(<Gap key={key} height={start - above} />)
  }
  const inSight = rows.getVirtualItems()
  const shownRows = inSight.length
  for (const { index, start, end } of inSight) {
    const row = order[index] ?? 0
    gapTo(start, `before ${index}`)
    above = end
    bodies.push(
      <RunRow
        // Of the place: the elements of a row are used again for the run that is there next.
        key={index}
        model={model}
        columns={shown}
        row={row}
        place={index}
        isActive={index === active}
        isOpen={view.open.includes(model.data.experiments[row] ?? '')}
        onToggle={() => {
          setPlace(index)
          toggle(row)
        }}
        measure={rows.measureElement}
      />,
    )
  }
  gapTo(rows.getTotalSize(), 'after')

  return (
    <section class="runs" aria-labelledby="runs">
      <div class="title">
        <h2 id="runs">Runs</h2>
        <ColumnMenu model={model} shown={shown.map(({ name }) => name)} change={change} />
      </div>
      <div class="box" ref={box} onKeyDown={onKeyDown}>
        <table
          aria-labelledby="runs"
          aria-rowcount={order.length + 2}
          style={{ minWidth: `calc(${widths.join(' + ')})` }}
        >
          <colgroup>
            {widths.map((width, index) => (
              <col key={index} style={{ width }} />
            ))}
            <col />
          </colgroup>
          <RunsHead
            columns={[model.runs, ...shown]}
            sort={view.sort}
            onSort={(column) => change({ sort: nextSort(view.sort, column) })}
          />
          {bodies}
        </table>
        {order.length === 0 && (
          <p class="note">
            {model.data.experiments.length === 0 ? 'There are no runs.' : 'No run is like that.'}
          </p>
        )}
      </div>
      {shownRows < order.length && (
        <p class="note on-paper">
          {shownRows} of {counted(order.length, 'run')}: those that were in sight when this was
          printed.
        </p>
      )}
      {hasNoMetric(model) && (
        <p class="note hint">
          These runs have no metrics. <code>assay report … --metric 'acc=train:/acc=(\S+)/'</code>{' '}
          reads one from logs; <code>assay learn … --value 0.93</code> proposes how, from a value
          that one of them holds.
        </p>
      )}
    </section>
  )
}

function hasNoMetric({ data, columns }: Model): boolean {
  const hasAny = data.series.length > 0 || columns.some(({ role }) => role === 'metric')
  return data.experiments.length > 0 && !hasAny
}

function Gap({ height }: { readonly height: number }) {
  return (
    <tbody class="gap" aria-hidden="true">
      <tr style={{ height: `${height}px` }} />
    </tbody>
  )
}

/** The place that a key moves to. */
function movedBy(key: string, from: number, last: number): number | undefined {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE,
    PageUp: from - PAGE,
    Home: 0,
    End: last,
  }
  const place = to[key]
  return place === undefined ? undefined : Math.min(Math.max(place, 0), last)
}
