import type { ParamValue } from '../../experiment.js'
import { Tuple } from '../../tuple.js'
import type { Node } from './node.js'
import { core, NON_SPECIFIC, TUPLE } from './tags.js'

/** The value with Python's types told apart: an int is a bigint, a tuple a `Tuple`. */
export function exactValue(node: Node, value: ParamValue): ParamValue {
  if (typeof value === 'number' && isInteger(node)) return BigInt(value)
  if (node.tag === TUPLE && node.kind === 'sequence' && Array.isArray(value)) {
    return Tuple.from(value as readonly ParamValue[])
  }
  return value
}

const INTEGER_TAGS = new Set(['int', 'python/int', 'python/long'].map(core))

// Without a tag, only a text with a dot is read as a float.
function isInteger(node: Node): boolean {
  if (node.kind !== 'scalar') return false
  if (node.tag === '' || node.tag === NON_SPECIFIC) return !node.text.includes('.')
  return INTEGER_TAGS.has(node.tag)
}
