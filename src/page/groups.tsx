import { sameNames } from './same-names.js'
import { useMemo, useState } from 'preact/hooks'
import type { ColumnTable } from 'arquero'
import { shownText } from '../formats/shown-estimate.js'
import type { CellValue } from './cells.js'
import { shownCell } from './cells.js'
import { counted } from '../values/counted.js'
import { shownGroups, type ShownGroups } from './shown-groups.js'
import { shownColumns, varyingParams, type Model } from './model.js'
import { both, conditionOf } from './query-text.js'
import type { ChangeView } from './use-view.js'

const FIRST = 100

interface GroupsProps {
  readonly model: Model
  /** The runs that are shown. */
  readonly table: ColumnTable
  /** The columns that were chosen to be shown, and the params to make groups, if they were. */
  readonly columns: readonly string[] | undefined
  readonly by: readonly string[] | undefined
  /** The query that a group's condition is added to. */
  readonly where: string
  readonly change: ChangeView
}

/** The means of the metrics over repetitions, with their intervals. */
export function Groups({ model, table, columns, by: chosen, where, change }: GroupsProps) {
  const params = useMemo(() => varyingParams(model).map(({ name }) => name), [model])
  const by = useMemo(
    () => (chosen === undefined ? model.by : params.filter((name) => chosen.includes(name))),
    [model, params, chosen],
  )
  const groups = useMemo(() => {
    const shown = shownColumns(model, columns).map(({ name }) => name)
    const metrics = model.metrics.filter((name) => shown.includes(name))
    return shownGroups(table, by, metrics)
  }, [model, table, columns, by])
  const [limit, setLimit] = useState(FIRST)
  const toggle = (name: string): void => {
    const wanted = by.includes(name) ? by.filter((other) => other !== name) : [...by, name]
    change({ by: sameNames(wanted, model.by) ? undefined : wanted })
  }
  const open = (row: number): void => {
    const conditions = by.map((name, index) => conditionOf(name, groups.columns[index]?.cells[row]))
    change({ where: both(where, conditions.join(' & ')) }, 'step')
  }
  const opens = by.length > 0 && by.every((name) => conditionOf(name, null) !== undefined)
  return (
    <section class="groups" aria-labelledby="groups">
      <h2 id="groups">Groups</h2>
      {params.length > 0 && (
        <fieldset class="chips">
          <legend>Group by</legend>
          {params.map((name) => (
            <label key={name}>
              <input type="checkbox" checked={by.includes(name)} onChange={() => toggle(name)} />
              {name}
            </label>
          ))}
          <button
            type="button"
            class="link"
            onClick={() => change({ by: by.length > 0 ? [] : undefined })}
          >
            {by.length > 0 ? 'none' : 'as usual'}
          </button>
        </fieldset>
      )}
      <p class="note">{noteOf(groups, by.length, groups.columns.length - by.length - 1)}</p>
      {groups.size > 0 && (
        <div class="box">
          <table aria-labelledby="groups">
            <thead>
              <tr>
                {groups.columns.map(({ name, isRight }, index) => (
                  <th key={index} scope="col" class={isRight ? 'number' : ''}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: Math.min(groups.size, limit) }, (_, row) => (
                <tr key={row} class={opens ? 'run' : ''} onClick={() => opens && open(row)}>
                  {groups.columns.map(({ cells, isRight }, index) => {
                    const text = index < by.length ? paramText(cells[row]) : shownText(cells[row])
                    return (
                      <td key={index} class={isRight ? 'number' : ''}>
                        {index === 0 && opens ? (
                          <button
                            type="button"
                            class="link"
                            title="Show the runs of this group"
                            aria-label={`Show the runs of the group ${text}`}
                          >
                            {text === '' ? '(none)' : text}
                          </button>
                        ) : (
                          text
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {limit < groups.size && (
        <button type="button" onClick={() => setLimit(limit + FIRST)}>
          Show {Math.min(FIRST, groups.size - limit)} more of {counted(groups.size, 'group')}
        </button>
      )}
    </section>
  )
}

function noteOf({ size, most }: ShownGroups, params: number, metrics: number): string {
  if (size === 0) return 'No runs, no groups.'
  if (most === 1 && params === 0) return 'One run, nothing to average.'
  if (most === 1) return 'No repetitions: every group is one run. Group by fewer params.'
  return metrics === 0
    ? `${counted(size, 'group')}; there are no metrics to average.`
    : `${counted(size, 'group')}. Mean ± 95% confidence interval (Student’s t) over the runs of each.`
}

function paramText(cell: unknown): string {
  // The params' cells are those of the model.
  return shownCell((cell ?? null) as CellValue)
}
