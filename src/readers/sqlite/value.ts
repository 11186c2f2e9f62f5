/** What a cell of an SQLite table can hold. */
export type SqlValue = number | bigint | string | Uint8Array | null

/** The name of a table or column in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * A column such that its cells come through libsql as they are. As text libsql aborts the process
 * on a cell that is not UTF-8, and cuts one at a NUL; so text comes as its bytes, and bytes as hex.
 */
export function transported(column: string): string {
  return `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) WHEN 'blob' THEN hex(${column}) ELSE ${column} END`
}

/** Undoes {@link transported}; integers are numbers where a number holds them. */
export function received(cell: unknown, decode: (bytes: Uint8Array) => string): SqlValue {
  if (typeof cell === 'number' || cell === null) return cell
  if (typeof cell === 'bigint') {
    const number = Number(cell)
    return Number.isSafeInteger(number) ? number : cell
  }
  if (typeof cell === 'string') return Uint8Array.from(Buffer.from(cell, 'hex'))
  if (cell instanceof Uint8Array) return decode(cell)
  throw new TypeError(`libsql gave a cell of type ${typeof cell}`)
}

/** How many bytes a cell takes in the file beyond those that each has. */
export function payload(cell: unknown): number {
  if (typeof cell === 'string') return cell.length / 2
  return cell instanceof Uint8Array ? cell.length : 0
}
