import type { ParamValue } from '../experiment.js'
import { Timestamp } from '../timestamp.js'
import { Tuple } from '../tuple.js'
import { jsonText } from '../values/json-text.js'
import { mapEntries } from '../values/map-entries.js'

/**
 * A text that two values share just when Python's `==` has them equal: 1, 1.0 and True are one
 * value; the NaNs of one file are one object to PyYAML, and so equal.
 */
export function equalityKey(value: ParamValue): string {
  if (value === null) return '~'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number')
    return Number.isInteger(value) ? BigInt(value).toString() : String(value)
  if (value instanceof Timestamp) return `@${value.isZoned ? value.valueOf() : value.text}`
  if (value instanceof Uint8Array) return `b${Buffer.from(value).toString('base64')}`
  if (Array.isArray(value)) {
    const items = Array.from(value as readonly ParamValue[], equalityKey).join(',')
    return value instanceof Tuple ? `(${items})` : `[${items}]`
  }
  if (value instanceof Set) return `{${Array.from(value, equalityKey).sort().join(',')}}`
  const entries = value instanceof Map ? [...value] : mapEntries(value as ParamValue)
  if (entries === undefined) return `?${jsonText(value)}`
  return `{${entries
    .map(([key, item]) => `${equalityKey(key as ParamValue)}:${equalityKey(item as ParamValue)}`)
    .sort()
    .join(',')}}`
}
