import { keyText } from './json-text.js'

/** What a map holds, with its keys as names, whichever form it has; `undefined` for no map. */
export function mapEntries<V>(value: V): readonly (readonly [string, V])[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (value instanceof Map) {
    return Array.from(value as ReadonlyMap<unknown, V>, ([key, item]) => [keyText(key), item])
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  const isPlain = prototype === Object.prototype || prototype === null
  return isPlain ? Object.entries(value as Readonly<Record<string, V>>) : undefined
}
