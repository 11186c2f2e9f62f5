import { Timestamp } from '../timestamp.js'
import { isMissing } from '../values/compare-values.js'
import { jsonText } from '../values/json-text.js'
import { mapEntries } from '../values/map-entries.js'

/** Deeper than any param is; from there on the order of keys counts. */
const DEEPEST = 100

/**
 * What a Map tells values apart by, so that values have one key that are the same by `sameValue`:
 * the order of a map's keys does not count, nor whether a number is exact. All that is missing has
 * one key too.
 */
export function valueKey(value: unknown): unknown {
  if (isMissing(value)) return null
  if (typeof value === 'bigint') return exact(value)
  // A text has no NUL in front of it.
  return typeof value === 'object' ? `\0${objectKey(value, 0)}` : value
}

function exact(value: bigint): number | bigint {
  const near = Number(value)
  return Number.isFinite(near) && BigInt(near) === value ? near : value
}

function partKey(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return partKey(exact(value), depth)
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value).toString()
  return typeof value === 'object' && value !== null ? objectKey(value, depth) : String(value)
}

function objectKey(value: object, depth: number): string {
  const part = (item: unknown): string => partKey(item, depth + 1)
  if (depth < DEEPEST) {
    if (Array.isArray(value)) return `[${value.map(part).join(',')}]`
    if (value instanceof Set)
      return `Set{${[...new Set(Array.from(value, part))].sort().join(',')}}`
    if (value instanceof Map) {
      const entries = Array.from(value, ([key, item]) => `${part(key)}:${part(item)}`)
      return `Map{${entries.sort().join(',')}}`
    }
    const entries = mapEntries<unknown>(value)
    if (entries !== undefined) {
      const texts = entries.map(([key, item]) => `${JSON.stringify(key)}:${part(item)}`)
      return `{${texts.sort().join(',')}}`
    }
  }
  if (value instanceof Timestamp) return timeKey(value)
  const kind: unknown = value.constructor
  return `${typeof kind === 'function' ? kind.name : ''}${jsonText(value)}`
}

/** Times with zones are told apart as instants, others by their text. */
function timeKey(time: Timestamp): string {
  return time.isZoned ? `@${time.valueOf()}` : `@${time.text}`
}
