import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import { BUILT_IN } from '../layouts/built-in.js'
import type { Layout } from '../layouts/layout.js'

/**
 * The layouts that an exam goes by: the user's own, which are asked first, and the built-in ones; or
 * the one of that name.
 *
 * @throws AssayError for what is no layout, for two of one name, and for a name that no layout has.
 */
export function chooseLayouts(own: readonly Layout[], name?: string): readonly Layout[] {
  if (!own.every(isLayout)) {
    throw new AssayError(
      'A layout has a name and the functions recognise(place) and open(place, report); see Layout.',
    )
  }
  const layouts = [...own, ...BUILT_IN]
  const names = layouts.map((layout) => layout.name)
  const twice = names.find((known, index) => names.indexOf(known) !== index)
  if (twice !== undefined) throw new AssayError(`There are two layouts '${twice}'; rename one.`)
  if (name === undefined) return layouts
  const chosen = layouts.filter((layout) => layout.name === name)
  if (chosen.length === 0) {
    throw new AssayError(`There is no layout '${name}'.${didYouMean(name, names)}`)
  }
  return chosen
}

/** Whether a value, such as an export of a user's file, is a layout. */
export function isLayout(value: unknown): value is Layout {
  if (typeof value !== 'object' || value === null) return false
  const has = 'name' in value && 'recognise' in value && 'open' in value
  return has && typeof value.recognise === 'function' && typeof value.open === 'function'
}
