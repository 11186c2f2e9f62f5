import { createHash } from 'node:crypto'

const DIGITS = 8

/** A name that a folder can have: one over `limit` bytes is cut, and a hash of it all put to its end. */
export function fittedName(name: string, limit: number): string {
  return Buffer.byteLength(name) <= limit ? name : marked(name, name, limit)
}

/** The name with `~` and a hash of `identity`, so cut that both have `limit` bytes at most. */
export function marked(name: string, identity: string, limit: number): string {
  return `${cut(name, limit - DIGITS - 1)}~${hashOf(identity)}`
}

export const hashOf = (identity: string): string =>
  createHash('sha256').update(identity).digest('hex').slice(0, DIGITS)

function cut(name: string, bytes: number): string {
  const whole = Buffer.from(name)
  if (whole.length <= bytes) return name
  let end = bytes
  // A character of several bytes is kept whole or left out.
  while (end > 0 && ((whole[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return whole.toString('utf8', 0, end)
}
