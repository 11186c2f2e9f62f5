/**
 * A value as JSON on one line. Integers beyond 2^53 keep their digits, dates are texts, bytes are
 * base64, sets are arrays, maps with other keys have these as texts. NaN and the infinities stand
 * as Python's json writes them, or with `strict` as texts.
 */
export function jsonText(value: unknown, strict = false): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
      return Number.isFinite(value) || !strict ? numberText(value) : `"${value}"`
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'object':
      return value === null ? 'null' : objectText(value, strict)
    default:
      return 'null'
  }
}

/** The shortest text that reads back as the same number, with the sign of a negative zero. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function objectText(value: object, strict: boolean): string {
  if (value instanceof Date) return JSON.stringify(value)
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'))
  if (isArrayLike(value) || value instanceof Set) {
    return `[${Array.from(value as Iterable<unknown>, (item) => jsonText(item, strict)).join(',')}]`
  }
  const entries =
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : Object.entries(value)
  const pairs = entries.map(
    ([key, item]) => `${JSON.stringify(keyText(key))}:${jsonText(item, strict)}`,
  )
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
