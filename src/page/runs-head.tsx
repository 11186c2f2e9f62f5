import type { PageColumn } from './model.js'
import type { Sort } from './sort-order.js'

interface HeadProps {
  /** The runs' names first. */
  readonly columns: readonly PageColumn[]
  readonly sort: Sort | undefined
  readonly onSort: (column: string) => void
}

/** The head of the table of runs: what the columns are, and buttons that sort by them. */
export function RunsHead({ columns, sort, onSort }: HeadProps) {
  return (
    <thead>
      <tr class="parts" aria-rowindex={1}>
        {partsOf(columns).map(({ title, span, at }) => (
          <th key={at} scope="colgroup" colSpan={span}>
            {title}
          </th>
        ))}
        <td class="rest" />
      </tr>
      <tr aria-rowindex={2}>
        {columns.map((column) => (
          <SortHead key={column.name} column={column} sort={sort} onSort={onSort} />
        ))}
        <td class="rest" />
      </tr>
    </thead>
  )
}

function SortHead({ column, sort, onSort }: Omit<HeadProps, 'columns'> & { column: PageColumn }) {
  const { name, role, isNumeric } = column
  const direction = sort?.column === name ? sort.direction : undefined
  return (
    <th
      scope="col"
      class={isNumeric ? 'number' : ''}
      aria-sort={
        direction === undefined ? 'none' : direction === 'asc' ? 'ascending' : 'descending'
      }
    >
      <button type="button" title={name} onClick={() => onSort(name)}>
        <span>{role === 'experiment' ? 'run' : name}</span>
        <i aria-hidden="true">{direction === 'asc' ? '▲' : direction === 'desc' ? '▼' : ''}</i>
      </button>
    </th>
  )
}

const TITLES = { experiment: '', param: 'params', metric: 'metrics', detail: 'details' }

interface Part {
  readonly title: string
  readonly at: number
  readonly span: number
}

/** Neighbouring columns of one kind. */
function partsOf(columns: readonly PageColumn[]): Part[] {
  const parts: Part[] = []
  columns.forEach(({ role, varies }, at) => {
    const title = role === 'param' && !varies ? 'the same in all runs' : TITLES[role]
    const last = parts.at(-1)
    if (last?.title === title) parts[parts.length - 1] = { ...last, span: last.span + 1 }
    else parts.push({ title, at, span: 1 })
  })
  return parts
}
