import type { ParamValue } from '../../experiment.js'
import type { Construction } from './build.js'
import type { MappingNode, Node } from './node.js'
import { Misfit, quote } from './problem.js'
import { core, shortTag } from './tags.js'

/** A map's entries by the number of their key: merged ones first, later ones in place of earlier. */
export type Entries = ReadonlyMap<number, Entry>
interface Entry {
  readonly key: ParamValue
  readonly keyNode: Node
  readonly value: Node
}

/**
 * The entries of a map with all that `<<` merges into it. As in PyYAML, the map's own keys win, then
 * the last `<<`, and within one `<<` the first of its maps.
 *
 * Source: yaml.org/type/merge.html and PyYAML 6.0's `flatten_mapping`.
 */
export function entriesOf(map: MappingNode, on: Construction): Entries {
  const known = on.entries.get(map)
  if (known !== undefined) return known
  const entries = new Map<number, Entry>()
  for (const [key, value] of map.entries) {
    if (!isMerge(key)) continue
    const sources = mergeSources(value)
    if (sources === undefined) on.report('yaml-value', value.offset, NO_MERGE)
    for (const source of sources ?? []) {
      for (const [number, entry] of entriesOf(source, on)) put(entries, number, entry)
    }
  }
  const own = new Set<number>()
  for (const [keyNode, value] of map.entries) {
    if (isMerge(keyNode)) continue
    // A value that another one replaces may be a problem all the same.
    on.build(value)
    const key = buildKey(keyNode, on)
    const number = key === undefined ? undefined : on.keys.of(keyNode, key)
    if (key === undefined) continue
    if (number === undefined) {
      on.report('yaml-value', keyNode.offset, NO_KEY)
      continue
    }
    if (own.has(number)) {
      const name = keyNode.kind === 'scalar' ? quote(keyNode.text) : 'this one'
      on.report(
        'yaml-duplicate-key',
        keyNode.offset,
        `the key ${name} is there twice; the last counts`,
      )
    }
    own.add(number)
    put(entries, number, { key, keyNode, value })
  }
  on.entries.set(map, entries)
  return entries
}

const NO_MERGE = '`<<` needs a map or a list of maps (left out)'
const NO_KEY = 'a list or a map cannot be a key (left out)'

// As in a Python dict, the first of two equal keys stays, in its place, with the last value.
function put(entries: Map<number, Entry>, number: number, entry: Entry): void {
  const { key, keyNode } = entries.get(number) ?? entry
  entries.set(number, { key, keyNode, value: entry.value })
}

const isMerge = (key: Node): boolean => hasTag(key, 'merge', '<<')

function hasTag(node: Node, name: string, implied: string): boolean {
  if (node.tag !== '') return node.tag === core(name)
  return node.kind === 'scalar' && node.plain && node.text === implied
}

// In a list the first map wins, so it is put last.
function mergeSources(node: Node): readonly MappingNode[] | undefined {
  if (node.kind === 'mapping') return [node]
  if (node.kind === 'scalar') return undefined
  const maps = node.items.filter((item) => item.kind === 'mapping')
  return maps.length === node.items.length ? maps.reverse() : undefined
}

// `=` means nothing as a value and itself as a key.
function buildKey(node: Node, on: Construction): ParamValue | undefined {
  return node.kind === 'scalar' && hasTag(node, 'value', '=') ? node.text : on.build(node)
}

/** A plain object when all keys are strings, else a Map. */
export function buildMap(node: Node, on: Construction): ParamValue | Misfit {
  if (node.kind !== 'mapping') return wrongKind(node)
  const pairs: [ParamValue, ParamValue][] = []
  for (const { key, value } of entriesOf(node, on).values()) {
    const built = on.build(value)
    if (built !== undefined) pairs.push([key, built])
  }
  return pairs.every(hasText) ? asObject(pairs) : new Map(pairs)
}

const hasText = (pair: [ParamValue, ParamValue]): pair is [string, ParamValue] =>
  typeof pair[0] === 'string'

function asObject(pairs: readonly [string, ParamValue][]): ParamValue {
  const object: Record<string, ParamValue> = {}
  for (const [key, value] of pairs) {
    if (key !== '__proto__') object[key] = value
    else
      Object.defineProperty(object, key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      })
  }
  return object
}

/** The keys of a map, as a set. */
export function buildSet(node: Node, on: Construction): ParamValue | Misfit {
  if (node.kind !== 'mapping') return wrongKind(node)
  return new Set(Array.from(entriesOf(node, on).values(), (entry) => entry.key))
}

const KINDS = { scalar: 'single value', sequence: 'list', mapping: 'map' }

/** What a constructor gives for a node of a kind that its tag cannot have. */
export const wrongKind = (node: Node): Misfit =>
  new Misfit('yaml-value', `${quote(shortTag(node.tag))} cannot be made of a ${KINDS[node.kind]}`)
