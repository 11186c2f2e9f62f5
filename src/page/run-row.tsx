import { shownCell } from './cells.js'
import type { Model, PageColumn } from './model.js'
import { RunDetails } from './run-details.js'

interface RunRowProps {
  readonly model: Model
  readonly columns: readonly PageColumn[]
  readonly row: number
  /** Its place among the rows that are shown. */
  readonly place: number
  readonly isActive: boolean
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly measure: (element: HTMLElement | null) => void
}

/** A run, and when it is unfolded all that is known of it. */
export function RunRow(props: RunRowProps) {
  const { model, columns, row, place, isActive, isOpen, onToggle, measure } = props
  const name = model.data.experiments[row] ?? ''
  const issues = model.issuesOf.get(name)?.length ?? 0
  const toggle = (): void => {
    // Who marks a value to copy it does not mean to unfold.
    if (getSelection()?.isCollapsed !== false) onToggle()
  }
  return (
    <tbody ref={measure} data-index={place}>
      <tr class={isOpen ? 'run open' : 'run'} aria-rowindex={place + 3} onClick={toggle}>
        <th scope="row">
          <div class="name">
            <button
              type="button"
              data-place={place}
              tabIndex={isActive ? 0 : -1}
              aria-expanded={isOpen}
              title={name}
              aria-label={name}
            >
              <RunName name={name} />
            </button>
            {issues > 0 && (
              <span class="badge" title={`issues: ${issues}`}>
                {issues}
              </span>
            )}
          </div>
        </th>
        {columns.map((column) => (
          <RunCell key={column.name} column={column} row={row} />
        ))}
        <td class="rest" />
      </tr>
      {isOpen && (
        <tr class="unfolded">
          <td colSpan={columns.length + 2}>
            <RunDetails key={row} model={model} row={row} />
          </td>
        </tr>
      )}
    </tbody>
  )
}

const TAIL = 10

/** A name that is cut short in its middle where there is no room: its end tells most. */
function RunName({ name: given }: { readonly name: string }) {
  // A line end is seen, and takes no line.
  const name = given.replaceAll('\n', '↵').replaceAll(/\p{Cc}/gu, '\ufffd')
  const characters = Array.from(name)
  const tail = characters.length > 2 * TAIL ? characters.slice(-TAIL).join('') : ''
  return (
    <>
      <span class="start">{name.slice(0, name.length - tail.length)}</span>
      <span>{tail}</span>
    </>
  )
}

function RunCell({ column, row }: { readonly column: PageColumn; readonly row: number }) {
  const value = column.values[row] ?? null
  const text = shownCell(value)
  return (
    <td class={column.isNumeric ? 'number' : ''} title={value === null ? 'missing' : String(value)}>
      {text}
    </td>
  )
}
