import type { ParamValue } from '../../experiment.js'

/** A Python dict whose keys are all strings, while it is made. */
export type TextDict = Record<string, ParamValue>

type PythonMap = Map<ParamValue, ParamValue>
type Dict = TextDict | PythonMap

export function isTextDict(value: unknown): value is TextDict {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}

export function setText(dict: TextDict, key: string, value: ParamValue): void {
  if (key !== '__proto__') dict[key] = value
  else {
    // As an assignment it would be the prototype.
    Object.defineProperty(dict, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
  }
}

export function addKey(set: Set<ParamValue>, key: ParamValue): void {
  set.add(equalKey(set, key))
}

/** What Python's `dict` makes of arguments: nothing, a dict, or a list of pairs. */
export function dictOf(args: readonly ParamValue[]): Dict | undefined {
  const [from = []] = args
  if (args.length > 1) return undefined
  if (from instanceof Map) return new Map<ParamValue, ParamValue>(from)
  if (isTextDict(from)) return setItems({}, Object.entries(from).flat())
  const isPairs =
    Array.isArray(from) && from.every((pair) => Array.isArray(pair) && pair.length === 2)
  return isPairs ? setItems({}, from.flat() as ParamValue[]) : undefined
}

/**
 * Sets key, value, key, value, … of a part of the list; gives what the dict is from then on. With
 * its first key that is not text it becomes a Map.
 */
export function setItems(
  dict: Dict,
  list: readonly ParamValue[],
  from = 0,
  to = list.length,
): Dict {
  if (dict instanceof Map) return setMapItems(dict, list, from, to)
  // Known before the first is set, so that keys such as "7" keep their place in a Map.
  for (let at = from; at < to; at += 2) {
    if (typeof list[at] !== 'string') {
      return setMapItems(new Map(Object.entries(dict)), list, from, to)
    }
  }
  // All keys are texts.
  for (let at = from; at < to; at += 2) setText(dict, list[at] as string, list[at + 1] ?? null)
  return dict
}

function setMapItems(
  map: PythonMap,
  list: readonly ParamValue[],
  from: number,
  to: number,
): PythonMap {
  for (let at = from; at < to; at += 2) {
    // Of equal keys (1 and True) Python keeps the first, with the last value.
    map.set(equalKey(map, list[at] ?? null), list[at + 1] ?? null)
  }
  return map
}

function equalKey(keys: { has(key: ParamValue): boolean }, key: ParamValue): ParamValue {
  switch (typeof key) {
    case 'boolean':
      return keys.has(Number(key)) ? Number(key) : key
    case 'number': {
      if (key === 0 || key === 1) return !keys.has(key) && keys.has(key === 1) ? key === 1 : key
      if (!Number.isInteger(key) || Number.isSafeInteger(key)) return key
      return keys.has(BigInt(key)) ? BigInt(key) : key
    }
    case 'bigint': {
      const near = Number(key)
      return keys.has(near) && Number.isFinite(near) && BigInt(near) === key ? near : key
    }
    default:
      return key
  }
}
