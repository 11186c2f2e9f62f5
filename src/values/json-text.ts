import { NdArray } from '../nd-array.js'

/**
 * A value as JSON on one line. Integers beyond 2^53 keep their digits, dates are texts, bytes are
 * base64, sets are arrays, maps with other keys have these as texts. NaN and the infinities stand
 * as Python's json writes them, or with `strict` as texts. A list that contains itself ends there
 * with `"..."`, as does a value of more than a million parts.
 */
export function jsonText(value: unknown, strict = false): string {
  return textOf(value, { strict, above: new Set(), left: MOST_PARTS })
}

/** A few shared lists may unfold to any size. */
const MOST_PARTS = 1_000_000

interface Writing {
  readonly strict: boolean
  /** The objects that the value is in. */
  readonly above: Set<object>
  left: number
}

function textOf(value: unknown, on: Writing): string {
  on.left -= 1
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
      return Number.isFinite(value) || !on.strict ? numberText(value) : `"${value}"`
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'object':
      return value === null ? 'null' : objectText(value, on)
    default:
      return 'null'
  }
}

/** The shortest text that reads back as the same number, with the sign of a negative zero. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function objectText(value: object, on: Writing): string {
  if (value instanceof Date) return JSON.stringify(value)
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'))
  if (on.above.has(value) || sizeOf(value) > on.left) return '"..."'
  on.above.add(value)
  const text = partsText(value, on)
  on.above.delete(value)
  return text
}

function sizeOf(value: object): number {
  if (value instanceof NdArray) return value.data.length
  if (value instanceof Set || value instanceof Map) return value.size
  return isArrayLike(value) ? (value as ArrayLike<unknown>).length : 0
}

function partsText(value: object, on: Writing): string {
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return textOf((value as { toJSON: () => unknown }).toJSON(), on)
  }
  if (isArrayLike(value) || value instanceof Set) {
    return `[${Array.from(value as Iterable<unknown>, (item) => textOf(item, on)).join(',')}]`
  }
  const entries =
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : Object.entries(value)
  const pairs = entries.map(([key, item]) => `${JSON.stringify(keyText(key))}:${textOf(item, on)}`)
  return `{${pairs.join(',')}}`
}

function isArrayLike(value: object): boolean {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}

/** A map's key as a name: a text as it is, a date its text, anything else as JSON. */
export function keyText(key: unknown): string {
  if (typeof key === 'string') return key
  return key instanceof Date ? String(key) : jsonText(key, true)
}
