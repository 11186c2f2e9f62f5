import type { ParamValue } from '../experiment.js'
import { AssayError } from '../issue.js'
import { NdArray } from '../nd-array.js'
import { PickledObject } from '../pickled-object.js'
import { Timestamp } from '../timestamp.js'
import { Tuple } from '../tuple.js'
import { pythonRepr } from '../values/python-text.js'
import { sortedKeys } from './yaml-order.js'
import type { YamlMapping, YamlNode, YamlScalar, YamlSequence } from './yaml-node.js'

/** The node of a value; a list, map, set or date that is there twice is one node. */
export function represent(value: ParamValue): YamlNode {
  return new Representation().node(value)
}

class Representation {
  readonly #known = new Map<object, YamlNode>()

  node(value: ParamValue): YamlNode {
    if (typeof value !== 'object' || value === null) return single(value)
    if (value instanceof Uint8Array) return scalar('binary', base64(value))
    const known = this.#known.get(value)
    if (known !== undefined) return known
    if (value instanceof Timestamp) return this.#keep(value, scalar('timestamp', value.text))
    if (isList(value)) return this.#sequence(value)
    if (value instanceof Set) return this.#set(value)
    if (value instanceof Map) return this.#map(value, value)
    if (value instanceof NdArray) throw noYaml('a NumPy array')
    if (value instanceof PickledObject) throw noYaml(String(value))
    return this.#map(value, Object.entries(value))
  }

  #sequence(list: readonly ParamValue[]): YamlNode {
    const type = list instanceof Tuple ? 'python/tuple' : 'seq'
    const node: YamlSequence = { kind: 'sequence', type, items: [] }
    // Python has one empty tuple, and PyYAML writes it anew each time.
    if (list.length > 0 || type === 'seq') this.#keep(list, node)
    for (const item of list) node.items.push(this.node(item))
    return node
  }

  #set(set: ReadonlySet<ParamValue>): YamlNode {
    const node = this.#keep<YamlMapping>(set, { kind: 'mapping', type: 'set', entries: [] })
    for (const key of sortedKeys([...set])) node.entries.push([this.node(key), single(null)])
    return node
  }

  #map(map: object, entries: Iterable<readonly [ParamValue, ParamValue]>): YamlNode {
    const node = this.#keep<YamlMapping>(map, { kind: 'mapping', type: 'map', entries: [] })
    const values = new Map(entries)
    for (const key of sortedKeys([...values.keys()])) {
      node.entries.push([this.node(key), this.node(values.get(key) ?? null)])
    }
    return node
  }

  #keep<N extends YamlNode>(value: object, node: N): N {
    this.#known.set(value, node)
    return node
  }
}

// Array.isArray does not narrow a readonly array.
const isList = (value: object): value is readonly ParamValue[] => Array.isArray(value)

const scalar = (type: string, text: string): YamlScalar => ({ kind: 'scalar', type, text })

function single(value: string | number | bigint | boolean | null): YamlScalar {
  switch (typeof value) {
    case 'string':
      if (!/\p{Surrogate}/u.test(value)) return scalar('str', value)
      throw noYaml('a text with half a character (a lone surrogate)')
    case 'bigint':
      return scalar('int', String(value))
    case 'number':
      return scalar('float', floatYaml(value))
    case 'boolean':
      return scalar('bool', String(value))
    default:
      return scalar('null', 'null')
  }
}

const noYaml = (what: string): AssayError =>
  new AssayError(`YAML cannot hold ${what}; give numbers, text, lists or maps.`)

// YAML 1.1 wants a dot in a float.
function floatYaml(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  return pythonRepr(value).replace(/^(-?\d+)e/, '$1.0e')
}

const LINE = /.{1,76}/g

/** As Python's `base64.encodebytes` breaks it into lines. */
const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replaceAll(LINE, '$&\n')
