import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** The little of libsql that is used. */
export interface Connection {
  prepare(sql: string): Statement
  exec(sql: string): unknown
  close(): unknown
}

interface Statement {
  raw(on: boolean): Statement
  safeIntegers(on: boolean): Statement
  iterate(...parameters: readonly unknown[]): Iterable<readonly unknown[]>
}

type Library = new (path: string, options: { readonly timeout: number }) => Connection

/** In milliseconds: reads are synchronous, so that a long wait would hold up everything. */
const BUSY_TIMEOUT = 250

let library: Library | undefined

/**
 * A connection to the database at an absolute path, `':memory:'` for an empty one. The native
 * module is loaded with the first, so that only those who have databases pay for it.
 */
export function connect(path: string, parameters: string): Connection {
  // The shape is what `import type` of libsql says, without its `any`.
  library ??= createRequire(import.meta.url)('libsql') as Library
  const name = path === ':memory:' ? path : `${pathToFileURL(path).href}?${parameters}`
  const connection = new library(name, { timeout: BUSY_TIMEOUT })
  // A file is not trusted: nothing that its schema names runs, and sorting leaves no files.
  connection.exec(
    'PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA temp_store=MEMORY',
  )
  return connection
}

/** SQLite's primary result code of what libsql threw (5 is SQLITE_BUSY); 0 if it is none. */
export function resultCode(error: unknown): number {
  if (!(error instanceof Error)) return 0
  if ('rawCode' in error && typeof error.rawCode === 'number') return error.rawCode & 0xff
  // An open that fails has it in its text only.
  return Number(/Unable to open connection.*: (\d+)["')]*$/s.exec(error.message)?.[1] ?? 0) & 0xff
}

export const ERROR = 1
export const BUSY = 5
export const LOCKED = 6
export const READONLY = 8
export const CORRUPT = 11
export const CANTOPEN = 14
export const NOTADB = 26
