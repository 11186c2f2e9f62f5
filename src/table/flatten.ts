import type { Params, ParamValue } from '../experiment.js'
import { keyText } from '../values/json-text.js'

/**
 * Visits a run's params with nested maps as dotted names: `{ model: { depth: 2 } }` is
 * `model.depth`. Lists stay values, as do empty maps. Where two come to the same name, the later
 * has `#2` added.
 */
export function eachParam(
  params: Params,
  visit: (name: string, value: ParamValue | undefined) => void,
): void {
  const names = Object.keys(params)
  if (!names.some((name) => isNested(params[name]))) {
    for (const name of names) visit(name, params[name])
    return
  }
  const flat = new Map<string, ParamValue>()
  for (const [name, value] of Object.entries(params)) put(flat, name, value)
  for (const [name, value] of flat) visit(name, value)
}

function isNested(value: ParamValue | undefined): boolean {
  return typeof value === 'object' && entriesOf(value).length > 0
}

function put(flat: Map<string, ParamValue>, name: string, value: ParamValue): void {
  const entries = entriesOf(value)
  if (entries.length > 0) {
    for (const [key, item] of entries) put(flat, `${name}.${key}`, item)
    return
  }
  let free = name
  for (let n = 2; flat.has(free); n++) free = `${name}#${n}`
  flat.set(free, value)
}

/** What a nested map holds; nothing for any other value. */
function entriesOf(value: ParamValue): readonly (readonly [string, ParamValue])[] {
  if (typeof value !== 'object' || value === null) return []
  if (value instanceof Map) {
    const map = value as ReadonlyMap<ParamValue, ParamValue>
    return Array.from(map, ([key, item]) => [keyText(key), item])
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null ? Object.entries(value) : []
}
