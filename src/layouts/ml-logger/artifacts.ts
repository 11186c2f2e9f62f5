import { readdirSync, statSync, type Dirent, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { ArtifactFile } from '../../artifact.js'
import { unreadable } from '../../readers/file.js'
import { sortNaturally } from '../../values/natural-order.js'
import type { Report } from '../layout.js'
import { artifactType } from './artifact-type.js'
import { isOwn, signOf } from './signs.js'

/** More than anyone looks through; a folder of a run may hold a data set. */
const MOST_ENTRIES = 10_000

/**
 * What a run stored beside its params, metrics and logs, at any depth, sorted by name. Runs in its
 * folder keep their own. Names that begin with a dot are passed over, as by the tool's `glob`, and so
 * are links to folders, which may lead anywhere.
 */
export function listArtifacts(run: string, report: Report): ArtifactFile[] {
  const found: ArtifactFile[] = []
  const waiting = ['']
  let seen = 0
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    const entries = entriesOf(join(run, below), report)
    const isNestedRun = below !== '' && signOf(entries.map(({ name }) => name)) !== undefined
    for (const entry of isNestedRun ? [] : entries) {
      if (isOwn(entry.name)) continue
      seen += 1
      if (seen > MOST_ENTRIES) {
        report(tooMany(run))
        return sorted(found)
      }
      const name = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) waiting.push(name)
      else if (entry.isFile() || entry.isSymbolicLink()) addFile(found, run, name, report)
    }
  }
  return sorted(found)
}

function addFile(found: ArtifactFile[], run: string, name: string, report: Report): void {
  const path = join(run, name)
  const stats = statsOf(path)
  if (stats?.isFile()) found.push({ name, type: artifactType(name), path, size: stats.size })
  if (stats !== undefined) return
  found.push({ name, type: artifactType(name), path, size: undefined })
  const message = `${path} is a link to a file that is not there.`
  report({ code: 'artifact-missing', file: path, message })
}

const sorted = (files: readonly ArtifactFile[]): ArtifactFile[] =>
  sortNaturally(files, ({ name }) => name)

const tooMany = (run: string) =>
  ({
    code: 'layout-mismatch',
    file: run,
    message: `${run} holds more than ${MOST_ENTRIES} files and folders; the others were left out.`,
  }) as const

function entriesOf(folder: string, report: Report): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    report(unreadable(folder, error).problem)
    return []
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}
