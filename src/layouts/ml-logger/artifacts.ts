import { join } from 'node:path'
import type { ArtifactFile } from '../../artifact.js'
import { sortNaturally } from '../../values/natural-order.js'
import { filesBelow, type Choice } from '../files-below.js'
import type { Report } from '../layout.js'
import { artifactType } from './artifact-type.js'
import { isOwn, signOf } from './signs.js'

const CHOICE: Choice = {
  choose: (entries, folder) => {
    const isNestedRun = folder !== '' && signOf(entries.map(({ name }) => name)) !== undefined
    return isNestedRun ? [] : entries.filter(({ name }) => !isOwn(name))
  },
  followsLinks: false,
}

/**
 * What a run stored beside its params, metrics and logs, at any depth, sorted by name. Runs in its
 * folder keep their own. Names that begin with a dot are passed over, as by the tool's `glob`, and so
 * are links to folders, which may lead anywhere.
 */
export function listArtifacts(run: string, report: Report): ArtifactFile[] {
  const files = Array.from(filesBelow(run, CHOICE, report).files)
  return sortNaturally(files, ([name]) => name).map(([name, size]) => {
    const path = join(run, name)
    if (size === undefined) {
      const message = `${path} is a link to a file that is not there.`
      report({ code: 'artifact-missing', file: path, message })
    }
    return { name, type: artifactType(name), path, size }
  })
}
