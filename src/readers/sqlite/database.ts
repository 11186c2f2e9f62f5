import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { FileProblem } from '../../issue.js'
import { unreadable } from '../file.js'
import { throwProblem } from '../text/options.js'
import { isCutOff, withCopy } from './copy.js'
import { siblingsOf, stateOf } from './files.js'
import { readHeader, type Header } from './header.js'
import { CANTOPEN, connect, CORRUPT, READONLY, resultCode, type Connection } from './libsql.js'
import { databaseProblem, notADatabase } from './problem.js'

/** An open database. */
export interface Database {
  /** The path as it was asked for. */
  readonly path: string
  /** In bytes, with the log beside it: nothing in it can be longer. */
  readonly size: number
  readonly connection: Connection
  /** The text of a cell. */
  readonly decode: (bytes: Uint8Array) => string
  /** Whether {@link decode} met bytes that are no text since this was last asked. */
  readonly metBadText: () => boolean
}

/**
 * Calls `use` with a database that is open for reading, and closes it.
 *
 * Not a byte of it or of anything beside it is changed or made: with a write-ahead log or an
 * unfinished transaction beside it, a copy in the system's temporary folder is read. A file of no
 * bytes is an empty database.
 *
 * @param report told of a file that is cut off, of which the rest is read, and of one that was
 *   written to meanwhile; such problems are thrown without it.
 * @throws IssueError `file-unreadable`, `database-locked` or `database-damaged`
 */
export function withDatabase<T>(
  path: string,
  use: (database: Database) => T,
  report: (problem: FileProblem) => void = throwProblem,
): T {
  const real = realPath(path)
  const header = readHeader(real)
  if (header.fileSize === 0) return session(path, 0, connectTo(path, ':memory:', ''), use)
  if (!header.isDatabase) throw notADatabase(path)

  const siblings = siblingsOf(real)
  const { walSize, journalSize } = siblings
  const size = header.fileSize + (walSize ?? 0) + (journalSize ?? 0)
  const useCopy = (): T =>
    withCopy(real, siblings, header, (copy) =>
      session(path, size, connectTo(path, copy, 'mode=rw'), use),
    )
  const needsLog = header.isWal || walSize !== undefined
  if (needsLog && (walSize || journalSize)) return useCopy()
  if (needsLog) {
    // Without a log there is nothing to wait for, and `immutable` keeps SQLite from making one.
    const before = stateOf(real)
    const result = session(path, size, connectTo(path, real, 'mode=ro&immutable=1'), use)
    if (stateOf(real) !== before) report(writtenMeanwhile(path))
    return result
  }

  const connection = connectTo(path, real, 'mode=ro')
  const code = probe(connection)
  const unfinished = (code === READONLY || code === CANTOPEN) && Boolean(journalSize)
  const cutOff = code === CORRUPT && isCutOff(header)
  if (unfinished || cutOff) {
    connection.close()
    if (cutOff) report(cutOffProblem(path, header))
    return useCopy()
  }
  return session(path, size, connection, use)
}

/** The log and the journal are beside the file itself, not beside a link to it. */
function realPath(path: string): string {
  try {
    return realpathSync(resolve(path))
  } catch (error) {
    throw unreadable(path, error)
  }
}

function connectTo(path: string, file: string, parameters: string): Connection {
  try {
    return connect(file, parameters)
  } catch (error) {
    throw databaseProblem(path, error)
  }
}

/** The result code of reading the schema: 0 if it can be read. */
function probe(connection: Connection): number {
  try {
    Array.from(connection.prepare('SELECT count(*) FROM sqlite_master').raw(true).iterate())
    return 0
  } catch (error) {
    return resultCode(error)
  }
}

function session<T>(
  path: string,
  size: number,
  connection: Connection,
  use: (database: Database) => T,
): T {
  try {
    const [[encoding] = []] = connection.prepare('PRAGMA encoding').raw(true).iterate()
    const decoder = new TextDecoder(encodingName(encoding), { fatal: true, ignoreBOM: true })
    const lenient = new TextDecoder(encodingName(encoding), { ignoreBOM: true })
    let bad = false
    const decode = (bytes: Uint8Array): string => {
      try {
        return decoder.decode(bytes)
      } catch {
        bad = true
        return lenient.decode(bytes)
      }
    }
    const metBadText = (): boolean => {
      const met = bad
      bad = false
      return met
    }
    return use({ path, size, connection, decode, metBadText })
  } catch (error) {
    throw resultCode(error) === 0 ? error : databaseProblem(path, error)
  } finally {
    connection.close()
  }
}

/** SQLite's name of an encoding as TextDecoder has it. */
function encodingName(encoding: unknown): string {
  return encoding === 'UTF-16le' ? 'utf-16le' : encoding === 'UTF-16be' ? 'utf-16be' : 'utf-8'
}

function cutOffProblem(path: string, { fileSize, pageSize, pages }: Header): FileProblem {
  return {
    code: 'database-damaged',
    file: path,
    message:
      `${path} is cut off: ${Math.floor(fileSize / pageSize)} of ${pages} pages are there, of which ` +
      `what can be read was used. Copy it anew from where it was written.`,
  }
}

function writtenMeanwhile(path: string): FileProblem {
  return {
    code: 'database-locked',
    file: path,
    message: `${path} was written to while it was read; what was read may not fit together. Try again.`,
  }
}
