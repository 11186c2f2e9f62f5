import { IssueError } from '../../issue.js'
import { readAt, withFile } from '../../readers/file.js'
import { isSqlite, pageSizeOf } from '../../readers/sqlite/header.js'
import type { Place } from '../layout.js'

const NAME = /\.(?:db|db3|sqlite|sqlite3)$/i

/** How the schema says what the tool's tables hold. */
const SCHEMA = /\bframe\b[^)]*\bmeasurement\b|CREATE TABLE _metadata_\(/

/**
 * Why a file holds runs of ml-instrumentation: the part of its schema that is quick to find names
 * the columns of a metric, or the table of metadata.
 */
export function recogniseDatabase({ path, name, kind, head }: Place): string | undefined {
  if (kind !== 'file' || !NAME.test(name)) return undefined
  const first = Buffer.from(head(100))
  if (first.length === 0) return /\.db$/i.test(name) ? 'an empty .db file' : undefined
  if (first.length < 100 || !isSqlite(first)) return undefined
  const isWal = first[18] === 2
  const found = SCHEMA.test(schemaText(path, pageSizeOf(first)))
  if (found) return 'tables of frame, id, measurement'
  // What was written last may not be in the database yet.
  const inLog = isWal && SCHEMA.test(startOf(`${path}-wal`, 65_536))
  return inLog ? 'tables of frame, id, measurement in its -wal file' : undefined
}

const INTERIOR = 5
const HEADER = 100
const DEEPEST = 5

/** A page of a database that has table definitions; the first one has room for some forty only. */
function schemaText(path: string, pageSize: number): string {
  let page = Buffer.from(bytesAt(path, 0, pageSize))
  for (let depth = 0; depth < DEEPEST; depth++) {
    const start = depth === 0 ? HEADER : 0
    if (page.length < start + 12 || page[start] !== INTERIOR) break
    const last = page.readUInt32BE(start + 8)
    page = Buffer.from(bytesAt(path, (last - 1) * pageSize, pageSize))
  }
  return page.toString('latin1')
}

function startOf(path: string, length: number): string {
  return Buffer.from(bytesAt(path, 0, length)).toString('latin1')
}

function bytesAt(path: string, position: number, length: number): Uint8Array {
  try {
    const bytes = new Uint8Array(length)
    if (position < 0) return bytes
    return withFile(path, (file) => bytes.subarray(0, readAt(path, file, bytes, position)))
  } catch (error) {
    if (error instanceof IssueError) return new Uint8Array()
    throw error
  }
}
