import { Timestamp } from '../timestamp.js'
import { isNumeric } from './is-numeric.js'

/**
 * Whether two params have the same value, as Python's `==` has it but for booleans, which equal no
 * number: 1 and 1.0 are one value, 1, true and "1" are three, NaN equals NaN, lists and maps
 * compare deeply, and missing (`undefined`) equals only itself.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (isNumeric(a) && isNumeric(b)) {
    // A bigint and a number compare by value with ==, and with nothing else.
    return a == b || (Number.isNaN(a) && Number.isNaN(b))
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  if (a instanceof Timestamp && b instanceof Timestamp) return sameTime(a, b)
  if (Array.isArray(a) && Array.isArray(b)) return sameItems(a, b)
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0
  if (a instanceof Set && b instanceof Set) return hasAll(b, a) && hasAll(a, b)
  if (a instanceof Map && b instanceof Map) return sameMaps(a, b)
  const other = b as Readonly<Record<string, unknown>>
  return sameEntries(Object.entries(a), Object.keys(b).length, (key) =>
    Object.hasOwn(other, key) ? other[key] : undefined,
  )
}

/** Times with zones compare as instants; a time without one, or a date, equals only its like. */
function sameTime(a: Timestamp, b: Timestamp): boolean {
  return a.isZoned && b.isZoned ? a.valueOf() === b.valueOf() : a.text === b.text
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => sameValue(item, b[index]))
}

function hasAll(set: ReadonlySet<unknown>, items: Iterable<unknown>): boolean {
  const candidates = [...set]
  for (const item of items) {
    if (!set.has(item) && !candidates.some((other) => sameValue(item, other))) return false
  }
  return true
}

/** A key may be a list (a tuple), which is looked for by its value. */
function sameMaps(a: ReadonlyMap<unknown, unknown>, b: ReadonlyMap<unknown, unknown>): boolean {
  const valueAt = (key: unknown): unknown =>
    b.has(key) ? b.get(key) : [...b].find(([other]) => sameValue(key, other))?.[1]
  return sameEntries([...a], b.size, valueAt)
}

function sameEntries<K>(
  entries: readonly (readonly [K, unknown])[],
  size: number,
  get: (key: K) => unknown,
): boolean {
  return entries.length === size && entries.every(([key, value]) => sameValue(value, get(key)))
}
