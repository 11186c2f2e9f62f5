import type { ParamValue } from '../../experiment.js'
import { NdArray } from '../../nd-array.js'
import { PickledObject } from '../../pickled-object.js'
import { isTextDict, setText } from './dict.js'

type Replacements = ReadonlyMap<ParamValue, ParamValue>

/**
 * Puts what values have become where they are still held as they were: a dict that got a key that is
 * not text after something had referred to it. Each object is looked at once.
 */
export function replaceWithin(root: ParamValue, replacements: Replacements): ParamValue {
  const now = (value: ParamValue): ParamValue => replacements.get(value) ?? value
  const first = now(root)
  const seen = new Set<ParamValue>([first])
  const open = [first]
  const visit = (value: ParamValue): ParamValue => {
    const current = now(value)
    if (typeof current === 'object' && current !== null && !seen.has(current)) {
      seen.add(current)
      open.push(current)
    }
    return current
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) replaceIn(next, visit)
  return first
}

function replaceIn(value: ParamValue, visit: (value: ParamValue) => ParamValue): void {
  if (Array.isArray(value)) {
    const items = value as ParamValue[]
    for (let index = 0; index < items.length; index++) items[index] = visit(items[index] ?? null)
  } else if (value instanceof Map) {
    const entries = [...(value as Map<ParamValue, ParamValue>)]
    value.clear()
    for (const [key, item] of entries) value.set(visit(key), visit(item))
  } else if (value instanceof Set) {
    const members = [...(value as Set<ParamValue>)]
    value.clear()
    for (const member of members) value.add(visit(member))
  } else if (value instanceof PickledObject) {
    if (value.args !== undefined) replaceIn(value.args, visit)
    if (value.state !== undefined) value.state = visit(value.state)
    if (value.items !== undefined) replaceIn(value.items, visit)
  } else if (value instanceof NdArray) {
    if (Array.isArray(value.data)) replaceIn(value.data as ParamValue[], visit)
  } else if (isTextDict(value)) {
    for (const [key, item] of Object.entries(value)) setText(value, key, visit(item))
  }
}
