import { closeSync } from 'node:fs'
import { openFile, readAt } from '../file.js'

/** What the first 100 bytes of a file say (SQLite's file format, 1.3). */
export interface Header {
  /** In bytes. */
  readonly fileSize: number
  readonly isDatabase: boolean
  /** Whether its writers keep a write-ahead log. */
  readonly isWal: boolean
  readonly pageSize: number
  /** How many pages it says that it has; 0 when it does not say. */
  readonly pages: number
}

const LENGTH = 100
const MAGIC = 'SQLite format 3\0'

/** Whether a file begins like an SQLite database. */
export function isSqlite(head: Uint8Array): boolean {
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength)
    .subarray(0, MAGIC.length)
    .equals(Buffer.from(MAGIC))
}

/** @throws IssueError `file-unreadable` */
export function readHeader(path: string): Header {
  const head = Buffer.alloc(LENGTH)
  const file = openFile(path)
  try {
    readAt(path, file, head, 0)
  } finally {
    closeSync(file.fd)
  }
  const pageSize = pageSizeOf(head)
  // The count is only kept by writers that also keep this copy of the change counter.
  const counted = head.readUInt32BE(24) === head.readUInt32BE(92)
  return {
    fileSize: file.size,
    isDatabase: file.size >= LENGTH && isSqlite(head),
    isWal: head[18] === 2 || head[19] === 2,
    pageSize,
    pages: counted ? head.readUInt32BE(28) : 0,
  }
}

/** Of the first bytes of a database. */
export function pageSizeOf(head: Buffer): number {
  const size = head.readUInt16BE(16)
  return size === 1 ? 65_536 : size
}
