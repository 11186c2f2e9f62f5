import type { FileProblem } from '../issue.js'
import type { Layout } from '../layouts/layout.js'
import { chooseLayouts } from './choose-layouts.js'
import { discover } from './discover.js'
import { OpenPlace } from './open-place.js'

/** A folder or file, and which layout it was recognised as. */
export interface RecognisedPlace {
  readonly path: string
  /** The layout's name; `null` when no layout knows it. */
  readonly layout: string | null
  /** How many runs there are in it. */
  readonly runs: number
  /** What it was recognised by, and what is wrong with it as a whole. */
  readonly why: string
}

/**
 * What an exam of `output` would read, and why: each place with its layout, then the folders that
 * no layout knows. Params, logs and series are not read.
 *
 * @throws AssayError for a folder that is not there and an unknown layout.
 * @example
 * const [first] = recognisedPlaces('examples/cifar10/output')
 * first?.layout // 'mlrunner'
 */
export function recognisedPlaces(
  output: string | readonly string[],
  options: { readonly layouts?: readonly Layout[]; readonly layout?: string } = {},
): RecognisedPlace[] {
  const layouts = chooseLayouts(options.layouts ?? [], options.layout)
  const problems: FileProblem[] = []
  const { found, unknown } = discover(output, layouts, (problem) => problems.push(problem))
  const known = found.map((place) => {
    const ofPlace: string[] = []
    const runs = new OpenPlace(place).list(({ message }) => ofPlace.push(message))
    const also = place.also.map(({ layout, why }) => `also like ${layout.name}: ${why}`)
    const why = [place.why, ...also, ...ofPlace].join('; ')
    return { path: place.place.path, layout: place.layout.name, runs: runs.length, why }
  })
  const looks = layouts.map(({ name, looksLike }) => `${name}: ${looksLike}`).join('; ')
  const others = unknown.map((path) => ({ path, layout: null, runs: 0, why: `none of ${looks}` }))
  const failed = problems.map(({ file = '', message }) => {
    return { path: file, layout: null, runs: 0, why: message }
  })
  return [...known, ...others, ...failed]
}
