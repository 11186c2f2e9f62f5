import { existsSync, readdirSync, statSync, type Dirent } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { globSync, hasMagic } from 'glob'
import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import { PARAM_FILE } from '../layouts/mlrunner.js'
import { sortNaturally } from '../values/natural-order.js'

/** A directory that may hold an experiment. */
export interface Candidate {
  /** Its path below the output folder, with `/` between the parts. */
  readonly name: string
  readonly dir: string
}

/**
 * The directories that an exam looks at, sorted by name.
 *
 * `output` is a folder whose subfolders are runs; a run's own directory; a glob pattern of either
 * (`runs/**` finds runs at any depth); or several of these. Plain folders are listed by their
 * entries' types, without a look at each entry.
 *
 * @throws AssayError for a folder that is not there and a pattern that matches none.
 */
export function discover(output: string | readonly string[], regex: RegExp): Candidate[] {
  const outputs = typeof output === 'string' ? [output] : output
  if (outputs.length === 0) throw new AssayError('No output folder was given.')
  const found = new Map<string, Found>()
  for (const candidate of outputs.length === 1 ? at(outputs[0] ?? '') : listed(outputs)) {
    const key = outputs.length === 1 ? candidate.dir : resolve(candidate.dir)
    if (!found.has(key)) found.set(key, candidate)
  }
  const stateless = new RegExp(regex.source, regex.flags.replace(/[gy]/g, ''))
  const named = [...found.values()].filter(({ name }) => stateless.test(name))
  return sortNaturally(distinct(named), ({ name }) => name)
}

interface Found extends Candidate {
  /** The output folder as it was given. */
  readonly base: string
}

function at(output: string): Found[] {
  const isPattern = hasMagic(output, { magicalBraces: true }) && !existsSync(output)
  return isPattern ? matching(output) : inside(output)
}

/**
 * What a shell makes of `output/*`: runs, and also files, such as the copy of the sweep that
 * mlrunner leaves, which are passed over. Beside a run, a folder that holds none is a run too, one
 * that lost its params.
 */
function listed(outputs: readonly string[]): Found[] {
  const folders = outputs.filter((output) => !isFile(output))
  if (folders.length === 0)
    throw new AssayError(`'${outputs[0] ?? ''}' is a file; give folders of runs.`)
  const anyRun = folders.some((folder) => isFile(join(folder, PARAM_FILE)))
  return folders.flatMap((folder) => {
    const found = at(folder)
    const holdsRun = found.some(({ dir }) => isFile(join(dir, PARAM_FILE)))
    return anyRun && !holdsRun && existsSync(folder) ? [itself(folder)] : found
  })
}

/** A folder's subfolders; or the folder itself when it is a run (with those below that are too). */
function inside(output: string): Found[] {
  const entries = list(output)
  const subfolders = entries
    .filter((entry) => isFolder(entry, output))
    .map((entry) => ({ name: entry.name, dir: join(output, entry.name), base: output }))
  if (!entries.some((entry) => entry.name === PARAM_FILE && !entry.isDirectory())) return subfolders
  return [itself(output), ...subfolders.filter(({ dir }) => existsSync(join(dir, PARAM_FILE)))]
}

function itself(run: string): Found {
  return { name: basename(resolve(run)), dir: run, base: dirname(run) }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function list(output: string): Dirent[] {
  try {
    return readdirSync(output, { withFileTypes: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new AssayError(notThere(output))
    if (code === 'ENOTDIR') throw new AssayError(`'${output}' is a file; give the folder of runs.`)
    throw new AssayError(`'${output}' cannot be listed: ${String(error)}`)
  }
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

function isFolder(entry: Dirent, parent: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  try {
    return statSync(join(parent, entry.name)).isDirectory()
  } catch {
    // A link that leads nowhere, or back to itself.
    return false
  }
}

/**
 * A pattern's folders and their subfolders. A folder without params is only a candidate when it is
 * neither on the way to a run nor inside one.
 */
function matching(pattern: string): Found[] {
  const base = fixedPart(pattern)
  const folders = globSync([`${pattern}/`, `${pattern}/*/`])
  const runs = new Set(
    globSync([`${pattern}/${PARAM_FILE}`, `${pattern}/*/${PARAM_FILE}`]).map(dirname),
  )
  if (folders.length === 0) {
    throw new AssayError(`No folder matches '${pattern}' (looked in ${resolve(base)}).`)
  }
  const leadsToRun = new Set<string>()
  for (const run of runs) for (const above of ancestors(run)) leadsToRun.add(above)
  const stray = folders.filter(
    (dir) => !runs.has(dir) && !leadsToRun.has(dir) && !ancestors(dir).some((up) => runs.has(up)),
  )
  return [...runs, ...stray].map((dir) => ({ name: nameBelow(base, dir), dir, base }))
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

function nameBelow(base: string, dir: string): string {
  return slashed(relative(base, dir)) || basename(resolve(dir))
}

/** Runs of the same name in different folders get the folder into their names, or all of the path. */
function distinct(found: readonly Found[]): Candidate[] {
  return apart(
    apart(found, ({ name, base }) => slashed(join(base, name))),
    ({ dir }) => slashed(resolve(dir)),
  )
}

function apart(found: readonly Found[], longer: (one: Found) => string): Found[] {
  const count = new Map<string, number>()
  for (const { name } of found) count.set(name, (count.get(name) ?? 0) + 1)
  return found.map((one) => (count.get(one.name) === 1 ? one : { ...one, name: longer(one) }))
}

function slashed(path: string): string {
  return path.split(sep).join('/')
}
