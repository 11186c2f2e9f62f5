import type { ParamValue } from '../../experiment.js'
import { Tuple } from '../../tuple.js'
import { Construction } from './build.js'
import { composeAll } from './compose.js'
import { LineNumbers } from './line-numbers.js'
import { entriesOf } from './maps.js'
import type { MappingNode, Node, SequenceNode } from './node.js'
import { locate, type Finding, type YamlProblem } from './problem.js'
import { readSyntax } from './syntax.js'
import { core } from './tags.js'

/** A value of a YAML text with the line that it begins in, counted from 1. */
export type Located = LocatedScalar | LocatedList | LocatedMap

/** A single value, or one of a kind that is given whole: a set, `!!omap`, `!!pairs`. */
export interface LocatedScalar {
  readonly kind: 'scalar'
  readonly line: number
  readonly value: ParamValue
  /** The text as it stands there, without quotes; empty for a set or pairs. */
  readonly text: string
  /** Neither quoted nor a block. */
  readonly plain: boolean
}

/** A list or, with `tuple`, a tuple. */
export interface LocatedList {
  readonly kind: 'list'
  readonly line: number
  readonly tuple: boolean
  readonly items: readonly Located[]
}

/** A map, in the order of a Python dict: a key that is there twice has its first place and last value. */
export interface LocatedMap {
  readonly kind: 'map'
  readonly line: number
  readonly entries: readonly LocatedEntry[]
}

export interface LocatedEntry {
  readonly key: Located
  readonly value: Located
}

/** What the documents of a YAML text hold. */
export interface YamlDocuments {
  /** One for each document, an empty one being null; none when the text does not parse. */
  readonly documents: readonly Located[]
  /** What was wrong, in the order of the lines. */
  readonly problems: readonly YamlProblem[]
}

/**
 * The documents of a YAML 1.1 text as PyYAML's `load_all` gives them with its `FullLoader`. Integers
 * are bigints and floats numbers, so that `1` and `1.0` stay two things. As in `parseYaml`, what is
 * not plain data is a problem and left out. A node that an alias stands for is one object.
 */
export function readDocuments(original: string): YamlDocuments {
  const text = original.startsWith('\ufeff') ? original.slice(1) : original
  const syntax = readSyntax(text)
  if ('code' in syntax) return useless(syntax, text)
  const roots = composeAll(syntax)
  if ('code' in roots) return useless(roots, syntax.text)
  const construction = new Construction({ exact: true })
  const location = new Location(construction, new LineNumbers(syntax.text))
  const documents = roots.map((root) => location.of(root) ?? location.nothing(root))
  return { documents, problems: locate(construction.findings, syntax.text) }
}

const useless = (finding: Finding, text: string): YamlDocuments => ({
  documents: [],
  problems: locate([finding], text),
})

/**
 * The value without its lines: a list as an array (a tuple as a `Tuple`), a map as a `Map` in the
 * order written. What is one object by an alias is one object here too, whenever it is asked for.
 */
export function valueOf(located: Located): ParamValue {
  if (located.kind === 'scalar') return located.value
  const before = VALUES.get(located)
  if (before !== undefined) return before
  const value = located.kind === 'list' ? items(located) : entries(located)
  VALUES.set(located, value)
  return value
}

const VALUES = new WeakMap<Located, ParamValue>()

function items({ tuple, items }: LocatedList): ParamValue {
  const values = items.map(valueOf)
  return tuple ? Tuple.from(values) : values
}

const entries = ({ entries }: LocatedMap): ParamValue =>
  new Map(entries.map(({ key, value }) => [valueOf(key), valueOf(value)]))

// Array.isArray does not narrow a readonly array.
const isList = (value: ParamValue): value is readonly ParamValue[] => Array.isArray(value)

const PAIRS = new Set(['omap', 'pairs'].map(core))
const isPairs = (node: Node): boolean => PAIRS.has(node.tag)

/** Values with their lines: one object for each node, as an alias needs it. */
class Location {
  readonly #on: Construction
  readonly #lines: LineNumbers
  readonly #known = new Map<Node, Located | undefined>()

  constructor(on: Construction, lines: LineNumbers) {
    this.#on = on
    this.#lines = lines
  }

  of(node: Node): Located | undefined {
    if (!this.#known.has(node)) this.#known.set(node, this.#locate(node))
    return this.#known.get(node)
  }

  nothing(node: Node): Located {
    return this.#scalar(node, null)
  }

  #locate(node: Node): Located | undefined {
    const value = this.#on.build(node)
    if (value === undefined) return undefined
    if (node.kind === 'sequence' && !isPairs(node) && isList(value)) return this.#list(node, value)
    if (node.kind === 'mapping' && !(value instanceof Set)) return this.#map(node)
    return this.#scalar(node, value)
  }

  #scalar(node: Node, value: ParamValue): Located {
    const { text, plain } = node.kind === 'scalar' ? node : { text: '', plain: false }
    return { kind: 'scalar', line: this.#line(node), value, text, plain }
  }

  #list(node: SequenceNode, value: readonly ParamValue[]): Located {
    const items = node.items.map((item) => this.of(item) ?? this.nothing(item))
    return { kind: 'list', line: this.#line(node), tuple: value instanceof Tuple, items }
  }

  #map(node: MappingNode): Located {
    const entries: LocatedEntry[] = []
    for (const entry of entriesOf(node, this.#on).values()) {
      const value = this.of(entry.value)
      // A bare `=` has a value as a key only, so a key is not built again.
      const tuple = entry.keyNode.kind === 'scalar' ? undefined : this.of(entry.keyNode)
      const key = tuple ?? this.#scalar(entry.keyNode, entry.key)
      if (value !== undefined) entries.push({ key, value })
    }
    return { kind: 'map', line: this.#line(node), entries }
  }

  #line(node: Node): number {
    return this.#lines.at(node.offset)
  }
}
