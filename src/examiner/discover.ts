import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { globSync, hasMagic } from 'glob'
import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import type { Layout, Report } from '../layouts/layout.js'
import { sortNaturally } from '../values/natural-order.js'
import { Folder, SingleFile } from './place.js'
import { recognise, type Recognised } from './recognise.js'
import { claimed, Walk } from './walk.js'

/** A place that an exam looks at. */
export interface Found extends Recognised {
  /** Its path below the output folder, with `/` between the parts. */
  readonly shortName: string
  /** The same, or a longer path where two places have one short name. */
  readonly name: string
}

/** What there is below output folders. */
export interface Discovered {
  /** The places that an exam looks at, sorted by name. */
  readonly found: readonly Found[]
  /** The paths of folders beside them that no layout knows and that hold no runs. */
  readonly unknown: readonly string[]
}

/**
 * Looks for places with runs.
 *
 * `output` is a folder with runs in it, at any depth; a run's own folder, or a file that holds runs;
 * a glob pattern of these (with `**`, runs in the folders of runs are found too); or several. What
 * a layout throws is reported.
 *
 * @throws AssayError for a folder that is not there and a pattern that matches none.
 */
export function discover(
  output: string | readonly string[],
  layouts: readonly Layout[],
  report: Report,
): Discovered {
  const outputs = typeof output === 'string' ? [output] : output
  if (outputs.length === 0) throw new AssayError('No output folder was given.')
  const starts = outputs.flatMap(startsOf)
  const found = new Map<string, Based>()
  const { known, strays } = lookAt(starts, layouts, report)
  for (const one of known) {
    const key = starts.length === 1 ? one.place.path : resolve(one.place.path)
    if (!found.has(key)) found.set(key, one)
  }
  const paths = new Set(known.map(({ place }) => place.path))
  return {
    found: sortNaturally(distinct([...found.values()]), ({ name }) => name),
    unknown: strays.filter((path) => !paths.has(path)),
  }
}

/** Where to begin to look. */
interface Start {
  readonly path: string
  /** The folder that names are relative to; the place itself is named by the last part of its path. */
  readonly base: string | undefined
  readonly nested: boolean
}

interface Based extends Found {
  /** The output folder as it was given. */
  readonly base: string
}

function startsOf(output: string): Start[] {
  const isPattern = hasMagic(output, { magicalBraces: true }) && !existsSync(output)
  if (!isPattern) return [{ path: output, base: undefined, nested: false }]
  const base = fixedPart(output)
  // What is below a folder is found by walking it.
  const matched = globSync(output.replace(/(?:\/\*\*)+\/?$/, '') || '/').sort()
  if (matched.length === 0) {
    throw new AssayError(`No folder matches '${output}' (looked in ${resolve(base)}).`)
  }
  const outermost = new Set<string>()
  for (const path of matched) {
    if (!ancestors(path).some((above) => outermost.has(above))) outermost.add(path)
  }
  const nested = output.includes('**')
  return Array.from(outermost, (path) => ({ path, base, nested }))
}

/**
 * Several are what a shell makes of `output/*`: runs, and also files, such as the copy of the sweep
 * that mlrunner leaves, which are passed over. Beside a run, a folder that holds none may be one
 * that lost its params.
 */
function lookAt(
  starts: readonly Start[],
  layouts: readonly Layout[],
  report: Report,
): { readonly known: readonly Based[]; readonly strays: readonly string[] } {
  const looked = starts.map((start) => {
    const place = placeOf(start.path)
    const known = recognise(place, layouts, report) ?? forced(place, layouts)
    const nothing = { runs: [], strays: [] }
    const walk = new Walk(layouts, start.nested, report)
    const below = place.kind === 'file' ? nothing : walk.below(place, known !== undefined)
    return { start, place, known, ...below }
  })
  const beside = looked.flatMap(({ known }) => known ?? [])
  if (beside.length === 0 && looked.every(({ place }) => place.kind === 'file')) {
    throw new AssayError(unknownFile(starts[0]?.path ?? '', layouts))
  }
  const known = looked.flatMap(({ start, place, known: itself, runs, strays }) => {
    const { base = start.path } = start
    const own = start.base ?? dirname(start.path)
    if (itself) return [named(itself, own), ...runs.map((run) => named(run, base))]
    if (place.kind === 'file') return []
    if (runs.length > 0) return runs.map((run) => named(run, base))
    const lost =
      beside.length > 0
        ? claimed([place], beside, layouts, report)
        : claimed(strays, [], layouts, report)
    return lost.map((run) => named(run, beside.length > 0 ? own : base))
  })
  return { known, strays: looked.flatMap(({ strays }) => strays.map(({ path }) => path)) }
}

/** A file that is named is read with the one layout that is asked for, whatever it looks like. */
function forced(place: Folder | SingleFile, layouts: readonly Layout[]): Recognised | undefined {
  const [layout, ...others] = layouts
  if (place.kind === 'folder' || layout === undefined || others.length > 0) return undefined
  return { place, layout, why: 'it was named', also: [] }
}

function named(known: Recognised, base: string): Based {
  const { path } = known.place
  // Nearly always the path begins with the base: far cheaper than `relative`, which resolves both.
  const inside = path.startsWith(base) && path[base.length] === sep
  const below = inside ? path.slice(base.length + 1) : relative(base, path)
  const name = slashed(below) || basename(resolve(path))
  const { place, layout, why, also } = known
  return { place, layout, why, also, base, shortName: name, name }
}

function placeOf(path: string): Folder | SingleFile {
  try {
    return statSync(path).isDirectory() ? new Folder(path).list() : new SingleFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new AssayError(notThere(path))
    throw new AssayError(`'${path}' cannot be listed: ${String(error)}`)
  }
}

function unknownFile(path: string, layouts: readonly Layout[]): string {
  const known = layouts.map(({ name, looksLike }) => `${name} (${looksLike})`)
  return `'${path}' is a file that no layout knows; give a folder of runs. Layouts: ${known.join(', ')}.`
}

function notThere(output: string): string {
  const parent = dirname(resolve(output))
  const siblings = existsSync(parent)
    ? readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : []
  const names = siblings.map((entry) => join(dirname(output), entry.name))
  const hint =
    names.length === 0 ? ' Name the folder that holds the runs.' : didYouMean(output, names)
  return `There is no folder '${output}' (looked in ${parent}).${hint}`
}

/** The folder that a pattern starts from: the parts before the first one with a wildcard. */
function fixedPart(pattern: string): string {
  const parts = pattern.split('/')
  const first = parts.findIndex((part) => hasMagic(part, { magicalBraces: true }))
  return parts.slice(0, first).join('/') || (pattern.startsWith('/') ? '/' : '.')
}

function ancestors(dir: string): string[] {
  const above: string[] = []
  for (let up = dirname(dir); up !== dir && up !== '.'; dir = up, up = dirname(up)) above.push(up)
  return above
}

/** Places of the same name in different folders get the folder into their names, or all of the path. */
function distinct(found: readonly Based[]): readonly Based[] {
  return apart(
    apart(found, ({ name, base }) => slashed(join(base, name))),
    ({ place }) => slashed(resolve(place.path)),
  )
}

function apart(found: readonly Based[], longer: (one: Based) => string): readonly Based[] {
  const count = new Map<string, number>()
  for (const { name } of found) count.set(name, (count.get(name) ?? 0) + 1)
  if (count.size === found.length) return found
  return found.map((one) => (count.get(one.name) === 1 ? one : { ...one, name: longer(one) }))
}

function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/')
}
