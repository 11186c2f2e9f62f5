import { join } from 'node:path'
import type { ArtifactFile } from '../../artifact.js'
import type { FileProblem } from '../../issue.js'
import { tellFirst } from '../../readers/text/tell-first.js'
import { sortNaturally } from '../../values/natural-order.js'
import { fileSize, filesBelow, type Choice, type FilesBelow } from '../files-below.js'
import type { Report } from '../layout.js'
import { readArtifactList, type Listed } from './artifact-list.js'
import { artifactFinder } from './find-artifact.js'

/** The tool's own list is in a folder whose name begins with a dot. */
const CHOICE: Choice = {
  choose: (entries, folder) => entries.filter(({ name }) => folder || !name.startsWith('.')),
  followsLinks: true,
}

/**
 * The files that a run stored, sorted by name: those in the tool's list, and what else lies in
 * `artifacts/<type>/`. A folder is one artifact when it is listed; else its files are.
 *
 * A listed name is looked up among the files that are there, so that none leads out of the run's
 * folder; links in it are followed.
 */
export function listArtifacts(run: string, report: Report): ArtifactFile[] {
  const folder = join(run, 'artifacts')
  const list = join(folder, '.keys', 'artifacts.yaml')
  const below = filesBelow(folder, CHOICE, report)
  const listed = readArtifactList(list, report)
  const find = artifactFinder(below, listed)
  const { tell } = tellFirst(folder, report)
  const stored = new Set<string>()
  const artifacts = new Map<string, ArtifactFile>()
  const add = (name: string, type: string, path: string, size: number | undefined): void => {
    if (size === undefined) tell(notThere(name, path))
    artifacts.set(name, { name, type, path, size })
  }
  for (const one of listed) {
    const found = find(one)
    const name = found?.name ?? nameOf(one)
    if (found) stored.add(found.path)
    if (found || isInside(one)) {
      const path = join(folder, found?.path ?? name)
      add(name, one.type, path, found ? sizeOf(found.path, below) : fileSize(path))
    } else tell(outside(name, list))
  }
  for (const [name, size] of below.files) {
    if (stored.has(name) || isBelow(name, stored)) continue
    const type = name.includes('/') ? name.slice(0, name.indexOf('/')) : ''
    add(name, type, join(folder, name), size)
  }
  return sortNaturally(Array.from(artifacts.values()), ({ name }) => name)
}

const nameOf = ({ type, folders, file }: Listed): string => [type, ...folders, file].join('/')

/** Whether its name can only be one below the folder of artifacts. */
function isInside({ type, folders, file }: Listed): boolean {
  return [type, ...folders, file].every(
    (part) => !['', '.', '..'].includes(part) && !/[/\0]/.test(part),
  )
}

function isBelow(name: string, folders: ReadonlySet<string>): boolean {
  const parts = name.split('/')
  return parts.some((_, depth) => folders.has(parts.slice(0, depth).join('/')))
}

function sizeOf(path: string, { files, folders }: FilesBelow): number | undefined {
  if (!folders.has(path)) return files.get(path)
  const inside = Array.from(files).filter(([name]) => name.startsWith(`${path}/`))
  return inside.reduce((sum, [, size]) => sum + (size ?? 0), 0)
}

function outside(name: string, list: string): FileProblem {
  const message = `${list} names ${JSON.stringify(name)}, which is outside the run's folder; it was left out.`
  return { code: 'layout-mismatch', file: list, message }
}

function notThere(name: string, path: string): FileProblem {
  const message = `The artifact ${name} is not at ${path}: removed, or not copied with the run.`
  return { code: 'artifact-missing', file: path, message }
}
