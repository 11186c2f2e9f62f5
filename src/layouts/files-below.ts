import { readdirSync, statSync, type Dirent, type Stats } from 'node:fs'
import { join } from 'node:path'
import { isNoSuchFile, unreadable } from '../readers/file.js'
import type { Report } from './layout.js'

/** More than anyone stores by name; a link may lead to a whole disk. */
const MOST_ENTRIES = 10_000

/** What is below a folder, by the path from there with `/` between its parts. */
export interface FilesBelow {
  /** The sizes of the files in bytes; `undefined` for a link that leads nowhere. */
  readonly files: ReadonlyMap<string, number | undefined>
  readonly folders: ReadonlySet<string>
}

export interface Choice {
  /** What of a folder is looked at; its path from the top is empty for the top itself. */
  readonly choose: (entries: readonly Dirent[], folder: string) => readonly Dirent[]
  /** Whether links to folders are followed, out of the top folder too. */
  readonly followsLinks: boolean
}

interface Folder {
  readonly name: string
  /** What identifies it and the folders that it was reached by, so that a loop of links ends. */
  readonly chain: readonly string[]
}

/**
 * The files below a folder, at any depth; nothing for a folder that is not there. Links to files are
 * followed.
 */
export function filesBelow(
  top: string,
  { choose, followsLinks }: Choice,
  report: Report,
): FilesBelow {
  const files = new Map<string, number | undefined>()
  const folders = new Set<string>()
  const waiting: Folder[] = [{ name: '', chain: [idOf(statsOf(top))] }]
  // What is near comes first, should there be too much.
  for (const folder of waiting) {
    const path = join(top, folder.name)
    for (const entry of choose(entriesOf(path, report), folder.name)) {
      if (files.size + folders.size >= MOST_ENTRIES) {
        report(tooMany(top))
        return { files, folders }
      }
      const name = folder.name === '' ? entry.name : `${folder.name}/${entry.name}`
      const stats = statsOf(join(path, entry.name))
      if (stats?.isDirectory()) {
        const id = idOf(stats)
        const isPassed = entry.isSymbolicLink() && !followsLinks
        if (isPassed || folder.chain.includes(id)) continue
        folders.add(name)
        waiting.push({ name, chain: [...folder.chain, id] })
      } else if (stats ? stats.isFile() : entry.isSymbolicLink()) {
        files.set(name, stats?.size)
      }
    }
  }
  return { files, folders }
}

const tooMany = (top: string) =>
  ({
    code: 'layout-mismatch',
    file: top,
    message: `${top} holds more than ${MOST_ENTRIES} files and folders; the others were left out.`,
  }) as const

function entriesOf(folder: string, report: Report): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const problem = unreadable(folder, error)
    if (!isNoSuchFile(problem)) report(problem.problem)
    return []
  }
}

const idOf = (stats: Stats | undefined): string => `${stats?.dev}:${stats?.ino}`

/** The size of a file in bytes; `undefined` when there is none. */
export function fileSize(path: string): number | undefined {
  const stats = statsOf(path)
  return stats?.isFile() ? stats.size : undefined
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}
