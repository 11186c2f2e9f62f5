import type { Literal } from './condition.js'
import { equal } from './equal.js'

/** Whether a value is in a written list, without looking through all of a long one. */
export function memberOf(items: readonly Literal[]): (value: unknown) => boolean {
  const plain = new Set<unknown>()
  const others: Literal[] = []
  for (const item of items) {
    const isPlain = typeof item === 'string' || typeof item === 'number' || item === null
    if (isPlain) plain.add(item)
    else if (typeof item === 'boolean') plain.add(Number(item))
    else others.push(item)
  }
  const among = (value: unknown, list: readonly Literal[]): boolean =>
    list.some((item) => equal(item, value))
  return (value) => {
    if (typeof value === 'object' && value !== null) return among(value, items)
    const key = typeof value === 'boolean' ? Number(value) : value
    return (
      plain.has(key) || (typeof value === 'bigint' ? among(value, items) : among(value, others))
    )
  }
}

/** Whether something holds an item, or a text a part. */
export function contains(whole: unknown, part: unknown): boolean {
  if (typeof whole === 'string') return typeof part === 'string' && whole.includes(part)
  if (whole instanceof Set) return holds([...(whole as ReadonlySet<unknown>)], part)
  return Array.isArray(whole) && holds(whole, part)
}

function holds(items: readonly unknown[], part: unknown): boolean {
  return items.some((item) => equal(item, part))
}

/** How many characters or items a value has; `undefined` for a value without a length. */
export function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string') return charactersOf(value)
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length
  return value instanceof Set || value instanceof Map ? value.size : undefined
}

/** Pairs of units are one character, as Python counts. */
function charactersOf(text: string): number {
  let count = text.length
  for (let i = 0; i < text.length; i++) {
    if ((text.codePointAt(i) ?? 0) > 0xffff) {
      count -= 1
      i += 1
    }
  }
  return count
}
