import type { Params, ParamValue } from '../experiment.js'
import { mapEntries } from '../values/map-entries.js'

/** Params without the maps that hold nothing, at any depth. */
export function withoutEmptyMaps(params: Params): Params {
  // Few hold one; to look costs less than to make each map anew.
  if (!Object.values(params).some(holdsEmptyMap)) return params
  return Object.fromEntries(withValue(Object.entries(params)))
}

function holdsEmptyMap(value: ParamValue): boolean {
  if (typeof value !== 'object') return false
  const entries = mapEntries(value)
  if (entries === undefined) return false
  return entries.length === 0 || entries.some(([, item]) => holdsEmptyMap(item))
}

function withValue<K>(entries: readonly (readonly [K, ParamValue])[]): [K, ParamValue][] {
  return entries.flatMap(([key, item]): [K, ParamValue][] => {
    const full = fullMap(item)
    return full === undefined ? [] : [[key, full]]
  })
}

function fullMap(value: ParamValue): ParamValue | undefined {
  if (value instanceof Map) {
    const kept = withValue(Array.from(value as ReadonlyMap<ParamValue, ParamValue>))
    return kept.length > 0 ? new Map(kept) : undefined
  }
  const entries = mapEntries(value)
  if (entries === undefined) return value
  const kept = withValue(entries)
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}
