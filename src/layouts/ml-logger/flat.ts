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
