import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IssueError } from '../../issue.js'
import { unreadable } from '../file.js'
import { stateOf, type Siblings } from './files.js'
import type { Header } from './header.js'

const TRIES = 5

/**
 * Calls `use` with the path of a copy of a database and of the log or journal beside it, on which
 * SQLite may finish what a writer began, and removes the copy.
 *
 * @throws IssueError `database-locked` when the files change again and again during the copying.
 */
export function withCopy<T>(
  path: string,
  siblings: Siblings,
  header: Header,
  use: (copy: string) => T,
): T {
  const folder = temporaryFolder(path)
  try {
    const copy = join(folder, 'copy.db')
    copyAtRest(path, siblings, copy)
    if (isCutOff(header) && !siblings.walSize && !siblings.journalSize) mendLength(copy, header)
    return use(copy)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function temporaryFolder(path: string): string {
  try {
    return mkdtempSync(join(tmpdir(), `assay-sqlite-${process.pid}-`))
  } catch (error) {
    const message = `${path} has to be copied to be read, and there is no room in ${tmpdir()} (TMPDIR names another folder).`
    throw new IssueError({ code: 'file-unreadable', file: path, message }, { cause: error })
  }
}

/** Whether the file is shorter than it says. */
export function isCutOff({ fileSize, pageSize, pages }: Header): boolean {
  return fileSize < pages * pageSize
}

function copyAtRest(path: string, { wal, journal }: Siblings, copy: string): void {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = stateOf(path, wal, journal)
    try {
      for (const suffix of ['', '-wal', '-journal']) {
        rmSync(copy + suffix, { force: true })
        const isThere = suffix === '' || existsSync(path + suffix)
        if (isThere) copyFileSync(path + suffix, copy + suffix, constants.COPYFILE_FICLONE)
      }
    } catch (error) {
      if (stateOf(path, wal, journal) !== before) continue
      throw unreadable(path, error)
    }
    if (stateOf(path, wal, journal) !== before) continue
    dropSuperJournal(`${copy}-journal`)
    return
  }
  throw new IssueError({
    code: 'database-locked',
    file: path,
    message: `${path} is being written; it changed ${TRIES} times while it was copied. Try again later.`,
  })
}

const JOURNAL_MAGIC = Buffer.from([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7])

/**
 * A transaction over several databases (a merge) names a "super-journal" at the end of each
 * journal. Without that file it was committed, and the journal is void. SQLite would delete the
 * file named there, whichever it is, after rolling back: so the copy must not name it.
 */
function dropSuperJournal(journal: string): void {
  if (!existsSync(journal)) return
  const bytes = readFileSync(journal)
  const end = bytes.length - 16
  if (end < 0 || !bytes.subarray(-8).equals(JOURNAL_MAGIC)) return
  const name = bytes.subarray(Math.max(0, end - bytes.readUInt32BE(end)), end)
  if (name.includes(0) || existsSync(name.toString())) truncateSync(journal, end)
  else rmSync(journal)
}

/** Makes the header of a copy that is cut off name the pages that there are, so that they are read. */
function mendLength(copy: string, { fileSize, pageSize }: Header): void {
  const pages = Buffer.alloc(4)
  pages.writeUInt32BE(Math.floor(fileSize / pageSize))
  const fd = openSync(copy, 'r+')
  try {
    writeSync(fd, pages, 0, pages.length, 28)
  } finally {
    closeSync(fd)
  }
}
