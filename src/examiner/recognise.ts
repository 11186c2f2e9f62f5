import type { Layout, Place } from '../layouts/layout.js'

/** A place that holds runs, and how it was told. */
export interface Recognised {
  readonly place: Place
  readonly layout: Layout
  /** What it was recognised by. */
  readonly why: string
  /** The other layouts that it looks like too, each with its reason. */
  readonly also: readonly { readonly layout: Layout; readonly why: string }[]
}

/** Asks the layouts in their order; the first that knows the place has it. */
export function recognise(place: Place, layouts: readonly Layout[]): Recognised | undefined {
  let first: Pick<Recognised, 'layout' | 'why'> | undefined
  let also: Recognised['also'] = []
  for (const layout of layouts) {
    const why = layout.recognise(place)
    if (why === undefined) continue
    if (first === undefined) first = { layout, why }
    else also = [...also, { layout, why }]
  }
  return first && { place, ...first, also }
}
