import type { Params, ParamValue } from '../experiment.js'
import { setFree } from '../values/free-name.js'
import { mapEntries } from '../values/map-entries.js'

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
  return typeof value === 'object' && (mapEntries<unknown>(value) ?? []).length > 0
}

function put(flat: Map<string, ParamValue>, name: string, value: ParamValue): void {
  const entries = mapEntries(value) ?? []
  if (entries.length > 0) {
    for (const [key, item] of entries) put(flat, `${name}.${key}`, item)
    return
  }
  setFree(flat, name, value)
}
