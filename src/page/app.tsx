import { useCallback, useMemo, useRef, useState } from 'preact/hooks'
import type { ColumnTable } from 'arquero'
import { Charts } from './charts.js'
import { FilterBox } from './filter-box.js'
import { findRuns } from './find-runs.js'
import { Groups } from './groups.js'
import { Header } from './header.js'
import { Issues } from './issues.js'
import type { Model } from './model.js'
import { RunsTable, type Target } from './runs-table.js'
import { sorted } from './sort-order.js'
import { useSettled } from './use-settled.js'
import { useView } from './use-view.js'

/** How long the filter must rest, in milliseconds, before these follow it: they take longer. */
const [GROUPS_REST, CHARTS_REST] = [150, 300]

/** The whole page. */
export function App({ model }: { readonly model: Model }) {
  const [view, change] = useView()
  const found = useMemo(() => findRuns(model, view.where), [model, view.where])
  const lastGood = useRef<ColumnTable>(model.table)
  if (found.kind !== 'error') lastGood.current = found.table
  const table = lastGood.current
  const order = useMemo(() => {
    const rows = Array.from(table.indices())
    const column = [model.runs, ...model.columns].find(({ name }) => name === view.sort?.column)
    return view.sort && column ? sorted(rows, column.values, view.sort.direction) : rows
  }, [model, table, view.sort?.column, view.sort?.direction])
  const grouped = useSettled(table, GROUPS_REST)
  const drawn = useSettled(table, CHARTS_REST)

  const [target, setTarget] = useState<Target>()
  const latest = useRef({ open: view.open, order })
  latest.current = { open: view.open, order }
  const reveal = useCallback(
    (run: string): void => {
      const row = model.rowOf.get(run)
      if (row === undefined) return
      const { open, order } = latest.current
      change(
        {
          open: [...open.filter((name) => name !== run), run],
          ...(order.includes(row) ? {} : { where: '' }),
        },
        'step',
      )
      setTarget({ row })
    },
    [model, change],
  )

  // Kept as they are while the runs are sorted and walked through, which must be quick.
  const { columns, by, metric, x, color, show, series, seriesColor } = view
  const query = found.kind === 'query' ? view.where : ''
  const groups = useMemo(
    () => (
      <Groups
        model={model}
        table={grouped}
        columns={columns}
        by={by}
        where={query}
        change={change}
      />
    ),
    [model, grouped, columns, by, query, change],
  )
  const charts = useMemo(
    () => (
      <Charts
        model={model}
        table={drawn}
        choice={{ metric, x, color, show, series, seriesColor }}
        change={change}
      />
    ),
    [model, drawn, metric, x, color, show, series, seriesColor, change],
  )
  const issues = useMemo(
    () => <Issues issues={model.data.issues} rowOf={model.rowOf} reveal={reveal} />,
    [model, reveal],
  )
  return (
    <>
      <Header model={model} />
      <main>
        <FilterBox
          found={found}
          where={view.where}
          shown={table.numRows()}
          total={model.table.totalRows()}
          onChange={(where) => change({ where })}
        />
        <RunsTable model={model} order={order} view={view} change={change} target={target} />
        {groups}
        {charts}
        {issues}
      </main>
    </>
  )
}
