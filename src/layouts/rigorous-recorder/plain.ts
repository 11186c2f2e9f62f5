import type { ParamValue } from '../../experiment.js'
import { PickledObject } from '../../pickled-object.js'
import { keyText } from '../../values/json-text.js'
import { mapEntries } from '../../values/map-entries.js'

/** Deeper than any honest value. */
const DEEPEST = 100

// Values are shared by many records: each is looked through once.
const clean = new WeakSet<object>()
const done = new WeakMap<object, ParamValue>()

/** The tool's `LazyDict`s as dicts, wherever they are in a value that is read to its end. */
export function plain(value: ParamValue): ParamValue {
  if (typeof value !== 'object' || value === null) return value
  const seen = new Set<object>()
  if (holdsLazy(value, seen, 0)) return converted(value, 0)
  for (const item of seen) clean.add(item)
  return value
}

/** What a `LazyDict` holds; `undefined` for anything else. */
export function lazyItems(value: ParamValue): ReadonlyMap<ParamValue, ParamValue> | undefined {
  if (!(value instanceof PickledObject) || !/(^|\.)LazyDict$/.test(value.name)) return undefined
  return value.items instanceof Map ? value.items : new Map()
}

function children(value: ParamValue): readonly ParamValue[] {
  if (Array.isArray(value)) return value as readonly ParamValue[]
  if (value instanceof Set) return [...(value as ReadonlySet<ParamValue>)]
  return mapEntries(value)?.map(([, item]) => item) ?? []
}

function holdsLazy(value: ParamValue, seen: Set<object>, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false
  if (clean.has(value) || seen.has(value)) return false
  seen.add(value)
  if (lazyItems(value)) return true
  return children(value).some((item) => holdsLazy(item, seen, depth + 1))
}

function converted(value: ParamValue, depth: number): ParamValue {
  if (typeof value !== 'object' || value === null) return value
  const known = done.get(value)
  if (known !== undefined || depth > DEEPEST) return known ?? value
  const inner = (item: ParamValue): ParamValue => converted(item, depth + 1)
  if (Array.isArray(value)) {
    const list: ParamValue[] = []
    done.set(value, list)
    for (const item of value as readonly ParamValue[]) list.push(inner(item))
    return list
  }
  const items =
    lazyItems(value) ??
    (value instanceof Map ? (value as ReadonlyMap<ParamValue, ParamValue>) : undefined)
  if (items && [...items.keys()].some((key) => typeof key !== 'string')) {
    const map = new Map<ParamValue, ParamValue>()
    done.set(value, map)
    for (const [key, item] of items) map.set(key, inner(item))
    return map
  }
  const entries = items
    ? Array.from(items, ([key, item]) => [keyText(key), item] as const)
    : mapEntries(value)
  if (entries === undefined) return value
  const dict: Record<string, ParamValue> = {}
  done.set(value, dict)
  for (const [key, item] of entries) {
    // As an assignment, __proto__ would be the prototype.
    Object.defineProperty(dict, key, {
      value: inner(item),
      writable: true,
      enumerable: true,
      configurable: true,
    })
  }
  return dict
}
