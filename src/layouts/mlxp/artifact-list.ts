import { mapEntries } from '../../values/map-entries.js'
import type { Report } from '../layout.js'
import { readYaml } from '../read-yaml.js'

/** An artifact as the tool lists it. */
export interface Listed {
  readonly type: string
  /** The folders below the one of the type, split at every dot. */
  readonly folders: readonly string[]
  readonly file: string
}

/**
 * The tool's list of artifacts: type, then folder (`''`, or `.a.b` for `a/b`), then file. Nothing when
 * there is none, as in logs of 2023.
 */
export function readArtifactList(file: string, report: Report): Listed[] {
  const value = readYaml(file, report)?.value
  const odd: unknown[] = []
  const entriesOf = <V>(map: V): readonly (readonly [string, V])[] => {
    const entries = mapEntries(map)
    if (entries === undefined) odd.push(map)
    return entries ?? []
  }
  if (value === undefined || value === null) return []
  const listed = entriesOf(value).flatMap(([type, folders]) =>
    entriesOf(folders).flatMap(([folder, files]) =>
      entriesOf(files).map(([name]) => ({ type, folders: splitFolder(folder), file: name })),
    ),
  )
  if (odd.length > 0) {
    const message = `${file} is not a list of artifacts; what it does not tell was looked for in the folders.`
    report({ code: 'layout-mismatch', file, line: 1, message })
  }
  return listed
}

/** The parts of `.a.b`. Dots that belong to a folder's name cannot be told from the others. */
export function splitFolder(folder: string): string[] {
  return folder.split('.').filter((part) => part !== '')
}

/** A text that two artifacts share only when the list writes them in the same way. */
export function keyOf({ type, folders, file }: Listed): string {
  return JSON.stringify([type, folders]) + file
}
