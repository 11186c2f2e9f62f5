import type { ParamValue } from '../../experiment.js'
import { readBinary } from './binary.js'
import { readComplex } from './complex.js'
import { exactValue } from './exact.js'
import { readFloat } from './float.js'
import { readInteger } from './integer.js'
import { KeyNumbers } from './keys.js'
import { buildMap, buildSet, wrongKind, type Entries } from './maps.js'
import type { MappingNode, Node } from './node.js'
import { Misfit, quote, type Finding, type YamlCode } from './problem.js'
import { readBool, resolvePlain } from './resolve.js'
import { core, NON_SPECIFIC, shortTag } from './tags.js'
import { readTimestamp } from './timestamp.js'

/**
 * The construction of one document's values: what PyYAML's `FullConstructor` does, for plain data
 * only. Nothing named by a tag is ever looked up or called.
 */
export class Construction {
  readonly findings: Finding[] = []
  readonly keys = new KeyNumbers()
  readonly entries = new Map<MappingNode, Entries>()
  readonly #built = new Map<Node, ParamValue | undefined>()
  readonly #exact: boolean

  /** `exact`: every integer is a bigint, and a tuple is a `Tuple`. */
  constructor({ exact = false } = {}) {
    this.#exact = exact
  }

  /** A node's value, the same one each time; nothing when it has none, which is then reported. */
  build(node: Node): ParamValue | undefined {
    const known = this.#built.get(node)
    if (known !== undefined || this.#built.has(node)) return known
    const value = construct(node, this)
    if (value instanceof Misfit) this.report(value.code, node.offset, `${value.message} (left out)`)
    const built =
      value instanceof Misfit ? undefined : this.#exact ? exactValue(node, value) : value
    this.#built.set(node, built)
    return built
  }

  report(code: YamlCode, offset: number, message: string): void {
    this.findings.push({ code, offset, message })
  }
}

type Constructor = (node: Node, on: Construction) => ParamValue | Misfit

function construct(node: Node, on: Construction): ParamValue | Misfit {
  if (node.tag === '' || node.tag === NON_SPECIFIC) {
    if (node.kind === 'sequence') return list(node, on)
    if (node.kind === 'mapping') return buildMap(node, on)
    return node.plain || node.tag === NON_SPECIFIC ? resolvePlain(node.text) : node.text
  }
  const constructor = CONSTRUCTORS.get(node.tag)
  return constructor === undefined ? unknown(node.tag) : constructor(node, on)
}

const unknown = (tag: string): Misfit =>
  new Misfit(
    'yaml-tag',
    `${quote(shortTag(tag))} is not plain data, and nothing is run to make it; save the value as numbers, text, lists or maps`,
  )

const list: Constructor = (node, on) =>
  node.kind === 'sequence' ? node.items.map((item) => on.build(item) ?? null) : wrongKind(node)

const scalar =
  (read: (text: string) => ParamValue | Misfit): Constructor =>
  (node) =>
    node.kind === 'scalar' ? read(node.text) : wrongKind(node)

// A list of maps of one entry each, as a list of pairs.
const pairs: Constructor = (node, on) => {
  const maps = node.kind === 'sequence' ? node.items : [node]
  const found: ParamValue[] = []
  for (const map of maps) {
    const [entry, ...more] = map.kind === 'mapping' ? map.entries : []
    if (map === node || entry === undefined || more.length > 0) {
      return new Misfit(
        'yaml-value',
        `${quote(shortTag(node.tag))} needs a list of maps of one entry each`,
      )
    }
    const pair = entry.map((part) => on.build(part))
    if (pair.every((part) => part !== undefined)) found.push(pair)
  }
  return found
}

const text = scalar((value) => value)
const nothing = scalar(() => null)

const CONSTRUCTORS: ReadonlyMap<string, Constructor> = new Map(
  Object.entries<Constructor>({
    str: text,
    int: scalar(readInteger),
    float: scalar(readFloat),
    bool: scalar(readBool),
    null: nothing,
    binary: scalar(readBinary),
    timestamp: scalar(readTimestamp),
    seq: list,
    map: buildMap,
    set: buildSet,
    omap: pairs,
    pairs,
    'python/str': text,
    'python/unicode': text,
    'python/int': scalar(readInteger),
    'python/long': scalar(readInteger),
    'python/float': scalar(readFloat),
    'python/complex': scalar(readComplex),
    'python/bool': scalar(readBool),
    'python/none': nothing,
    'python/bytes': scalar(readBinary),
    'python/list': list,
    'python/tuple': list,
    'python/dict': buildMap,
  }).map(([name, constructor]) => [core(name), constructor]),
)
