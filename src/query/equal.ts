import { mapEntries } from '../values/map-entries.js'
import { timeOf } from './time.js'

/** How many parts, and how deep, are compared before values count as different. */
const MOST_PARTS = 1_000_000
const DEEPEST = 500

interface Budget {
  parts: number
  depth: number
}

/**
 * Whether two values are equal as Python has it: 1, 1.0 and True are, 1 and "1" are not, None
 * equals None alone and NaN nothing; lists, sets and maps by what they hold. A date also equals
 * the text of the same instant.
 */
export function equal(a: unknown, b: unknown): boolean {
  return equalParts(a, b, { parts: MOST_PARTS, depth: DEEPEST })
}

/** Whether a value is a number to Python, which counts True as 1. */
export function isNumberLike(value: unknown): value is number | bigint | boolean {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function equalParts(a: unknown, b: unknown, budget: Budget): boolean {
  if (!isObject(a) || !isObject(b)) {
    if (a instanceof Date || b instanceof Date) return equalTimes(a, b)
    // Loosely, for exact integers, numbers and booleans are then equal by value.
    return a === b || (isNumberLike(a) && isNumberLike(b) && a == b)
  }
  budget.parts -= 1
  if (budget.parts < 0 || budget.depth === 0) return false
  if (a === b) return true
  budget.depth -= 1
  const are = equalObjects(a, b, budget)
  budget.depth += 1
  return are
}

function equalTimes(a: unknown, b: unknown): boolean {
  const [x, y] = [a, b].map((side) =>
    side instanceof Date ? side.valueOf() : typeof side === 'string' ? timeOf(side) : undefined,
  )
  return x !== undefined && x === y
}

function equalObjects(a: object, b: object, budget: Budget): boolean {
  if (a instanceof Date && b instanceof Date) return equalTimes(a, b)
  if (Array.isArray(a) && Array.isArray(b)) {
    const others: readonly unknown[] = b
    return a.length === b.length && a.every((item, i) => equalParts(item, others[i], budget))
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0
  if (a instanceof Set && b instanceof Set) {
    const others: readonly unknown[] = [...b]
    // Mostly the very item is there; the first that is not there at all ends it.
    const has = (item: unknown): boolean =>
      b.has(item) || others.some((other) => equalParts(item, other, budget))
    return a.size === b.size && [...a].every(has)
  }
  const [x, y] = [mapEntries<unknown>(a), mapEntries<unknown>(b)]
  if (x?.length === undefined || x.length !== y?.length) return false
  const others = new Map(y)
  return x.every(([key, item]) => others.has(key) && equalParts(item, others.get(key), budget))
}
