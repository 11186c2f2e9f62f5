import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type Libsql from 'libsql'
import { temporaryFolder } from '../support/runs.js'

const Library = createRequire(import.meta.url)('libsql') as typeof Libsql

/** A connection that writes. */
export function writer(path: string): Libsql.Database {
  return new Library(path)
}

/** A new database, made by statements. */
export function makeDatabase(...statements: readonly string[]): string {
  const path = join(temporaryFolder(), 'run.db')
  const database = writer(path)
  database.exec(['begin', ...statements, 'commit'].join(';\n'))
  database.close()
  return path
}

/** What a folder holds, to the byte and the time of change. */
export function stateOfFolder(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => {
    const path = join(folder, name)
    const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
    const { mtimeMs, size, mode } = statSync(path)
    return [name, size, mode, mtimeMs, digest].join(' ')
  })
}
