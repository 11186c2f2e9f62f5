import type { SqlValue } from '../../readers/sqlite/value.js'

/** What a run goes by in its database: mostly an integer or a text. */
export type RunId = number | bigint | string | Uint8Array

/** A key for maps that is the same for two ids that SQL takes to be equal: 1 and 1.0, not '1'. */
export function idKey(id: SqlValue): number | string {
  if (typeof id === 'number') return id
  return typeof id === 'string' ? `'${id}` : idName(id)
}

/**
 * An id as the name of a run: `3`, `run-a`. A text that could be taken for another kind of id is in
 * quotes (`'3'`), and bytes, such as a NumPy integer, are as in SQL: `x'0300000000000000'`.
 */
export function idName(id: SqlValue): string {
  if (id instanceof Uint8Array) return `x'${Buffer.from(id).toString('hex')}'`
  if (typeof id !== 'string') return String(id)
  const isAmbiguous = id.includes("'") || id === 'null' || !Number.isNaN(Number(id))
  return isAmbiguous ? `'${id.replaceAll("'", "''")}'` : id
}
