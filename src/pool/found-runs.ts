import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { mapEntries } from '../values/map-entries.js'
import { AssayError } from '../issue.js'
import { entriesOf } from '../state/claim.js'
import { stateFiles, type StateFiles } from '../state/files.js'
import { readParam } from '../state/read-param.js'

/** A run that is on disk. */
export interface FoundRun {
  readonly name: string
  readonly files: StateFiles
  /** The commands that it is known to have. */
  readonly commands: readonly string[]
}

const OWN = /^assay\.(?:(.+)\.)?(?:state\.json|claim\.\d+|run\.[\da-f-]{36})$/s

/**
 * The runs of an output folder, as mlrunner or Assay left them, in no order.
 *
 * @throws AssayError when the folder cannot be read.
 */
export function foundRuns(output: string): FoundRun[] {
  const entries = list(output)
  const inFolders = entries.flatMap((entry) => {
    if (entry.isFile()) return []
    const files = stateFiles(join(output, entry.name))
    const names = entriesOf(files.dir)
    const isRun = names.some((name) => name === 'param' || name === 'stat' || OWN.test(name))
    return isRun ? [{ name: entry.name, files, commands: commandsOf(files) }] : []
  })
  return [...inFolders, ...inFolder(output, entries)]
}

/** Those that share the output folder itself. */
function inFolder(output: string, entries: readonly Dirent[]): FoundRun[] {
  const names = entries.map(({ name }) => name)
  const shared = new Set(names.map((name) => OWN.exec(name)?.[1]))
  shared.delete(undefined)
  if (shared.size === 0 && names.includes('param') && names.includes('stat')) {
    const files = stateFiles(output)
    return [{ name: nameOf(files), files, commands: commandsOf(files) }]
  }
  return [...shared].flatMap((name) => {
    if (name === undefined) return []
    const files = stateFiles(output, name)
    return [{ name, files, commands: commandsOf(files) }]
  })
}

function list(output: string): Dirent[] {
  try {
    return readdirSync(output, { withFileTypes: true })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new AssayError(
      `The output folder '${output}' cannot be read: ${why}. Name the one that the sweep was run with.`,
    )
  }
}

function commandsOf(files: StateFiles): string[] {
  return (mapEntries(readParam(files).get('_scripts') ?? null) ?? []).map(([command]) => command)
}

function nameOf(files: StateFiles): string {
  const name = readParam(files).get('_name')
  return typeof name === 'string' ? name : files.dir
}
