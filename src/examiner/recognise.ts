import type { Layout, Place, Report } from '../layouts/layout.js'
import { guarded } from './guarded.js'

/** A place that holds runs, and how it was told. */
export interface Recognised {
  readonly place: Place
  readonly layout: Layout
  /** What it was recognised by. */
  readonly why: string
  /** The other layouts that it looks like too, each with its reason. */
  readonly also: readonly { readonly layout: Layout; readonly why: string }[]
}

const NONE: Recognised['also'] = []

/** Asks the layouts in their order; the first that knows the place has it. */
export function recognise(
  place: Place,
  layouts: readonly Layout[],
  report: Report,
): Recognised | undefined {
  let known: Recognised | undefined
  for (const layout of layouts) {
    const why = guarded({ layout, place }, report, undefined, () => layout.recognise(place))
    if (why === undefined) continue
    known =
      known === undefined
        ? { place, layout, why, also: NONE }
        : { ...known, also: [...known.also, { layout, why }] }
  }
  return known
}
