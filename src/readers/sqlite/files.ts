import { statSync, type BigIntStats } from 'node:fs'

/** What a database has beside it while it is written, or when its writer was killed. */
export interface Siblings {
  readonly wal: string
  readonly journal: string
  /** Sizes in bytes; `undefined` when there is no such file. */
  readonly walSize: number | undefined
  readonly journalSize: number | undefined
}

export function siblingsOf(path: string): Siblings {
  const [wal, journal] = [`${path}-wal`, `${path}-journal`]
  return { wal, journal, walSize: sizeOf(wal), journalSize: sizeOf(journal) }
}

function sizeOf(path: string): number | undefined {
  const stats = statsOf(path)
  return stats && Number(stats.size)
}

/** Size and time of change of files, as a text that differs when one of them was written to. */
export function stateOf(...paths: readonly string[]): string {
  return paths
    .map((path) => {
      const stats = statsOf(path)
      return stats ? `${stats.ino}:${stats.size}:${stats.mtimeNs}` : 'none'
    })
    .join(' ')
}

function statsOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true })
  } catch {
    // None, or a name too long for one.
    return undefined
  }
}
