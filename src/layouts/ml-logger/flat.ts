import type { Params, ParamValue } from '../../experiment.js'
import { mapEntries } from '../../values/map-entries.js'

type Entries = readonly (readonly [string, ParamValue])[]

/**
 * Nested params as one map with dotted names, `Args.lr`; empty maps disappear, lists stay. Where two
 * come to the same name the later one counts, as in the tool.
 */
export function flatten(params: Params): Params {
  return Object.fromEntries(leaves(Object.entries(params), ''))
}

function leaves(entries: Entries, prefix: string): Entries {
  return entries.flatMap(([key, value]) => {
    const inner = mapEntries(value)
    return inner === undefined
      ? [[`${prefix}${key}`, value] as const]
      : leaves(inner, `${prefix}${key}.`)
  })
}

/** Nested params without the maps that hold nothing. */
export function withoutEmpty(params: Params): Params {
  return Object.fromEntries(full(Object.entries(params)))
}

function full(entries: Entries): Entries {
  return entries.flatMap(([key, value]) => {
    const inner = mapEntries(value)
    if (inner === undefined) return [[key, value] as const]
    const kept = full(inner)
    return kept.length === 0 ? [] : [[key, Object.fromEntries(kept)] as const]
  })
}
