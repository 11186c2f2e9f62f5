import type { Sort } from './sort-order.js'

/** What the reader chose to see; what is not chosen is as usual. It stands in the URL's hash. */
export interface View {
  /** The text of the filter box. */
  readonly where: string
  readonly sort?: Sort | undefined
  /** The names of the runs that are unfolded. */
  readonly open: readonly string[]
  /** The columns of the runs. */
  readonly columns?: readonly string[] | undefined
  /** The params that make groups. */
  readonly by?: readonly string[] | undefined
  /** What the chart of a metric shows; an empty colour is none. */
  readonly metric?: string | undefined
  readonly x?: string | undefined
  readonly color?: string | undefined
  /** Whether it shows the `means` of the groups, or the `runs` one by one. */
  readonly show?: string | undefined
  /** What the learning curves show. */
  readonly series?: string | undefined
  readonly seriesColor?: string | undefined
}

const TEXTS = ['metric', 'x', 'color', 'show', 'series', 'seriesColor'] as const
const LISTS = ['columns', 'by'] as const

/** A view as the hash of a URL, without `#`; the usual one is empty. */
export function toHash(view: View): string {
  const hash = new URLSearchParams()
  if (view.where !== '') hash.set('where', view.where)
  if (view.sort) hash.set('sort', `${view.sort.column}:${view.sort.direction}`)
  for (const run of view.open) hash.append('open', run)
  for (const key of LISTS) {
    // A list that is chosen to be empty is not the same as none.
    const names = view[key]?.length === 0 ? [''] : (view[key] ?? [])
    for (const name of names) hash.append(key, name)
  }
  for (const key of TEXTS) {
    const value = view[key]
    if (value !== undefined) hash.set(key, value)
  }
  return hash.toString()
}

/** The view that a hash stands for; what it has no meaning for is passed over. */
export function fromHash(text: string): View {
  const hash = new URLSearchParams(text.replace(/^#/, ''))
  const list = (key: string): string[] | undefined =>
    hash.has(key) ? hash.getAll(key).filter((name) => name !== '') : undefined
  const [, column, direction] = /^(.*):(asc|desc)$/s.exec(hash.get('sort') ?? '') ?? []
  return {
    where: hash.get('where') ?? '',
    sort:
      column === undefined
        ? undefined
        : { column, direction: direction === 'desc' ? 'desc' : 'asc' },
    open: list('open') ?? [],
    ...Object.fromEntries(LISTS.map((key) => [key, list(key)])),
    ...Object.fromEntries(TEXTS.map((key) => [key, hash.get(key) ?? undefined])),
  }
}

/** The direction that a click on a column's head gives: up, down, and none again. */
export function nextSort(sort: Sort | undefined, column: string): Sort | undefined {
  if (sort?.column !== column) return { column, direction: 'asc' }
  return sort.direction === 'asc' ? { column, direction: 'desc' } : undefined
}
