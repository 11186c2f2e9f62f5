import { EVENT_ID, SCALAR_STYLE } from 'js-yaml'
import type {
  AliasEvent,
  DocumentEvent,
  Event,
  MappingEvent,
  ScalarEvent,
  SequenceEvent,
} from 'js-yaml'
import type { MappingNode, Node, SequenceNode } from './node.js'
import { quote, type Finding, type YamlCode } from './problem.js'
import { scalarText } from './scalar.js'
import { MAX_DEPTH, PADDING, type Syntax } from './syntax.js'
import { fullTag } from './tags.js'

/** The most nodes that a text may unfold to, each alias counting as all that it stands for. */
const MAX_NODES = 1_000_000

/**
 * The root of a text's one document; nothing when the text holds none.
 *
 * What it gives has at most `MAX_NODES` nodes and is at most `MAX_DEPTH` deep, also when every alias
 * is followed, so that whoever walks it needs no bounds of its own.
 */
export function compose(syntax: Syntax): Node | Finding | undefined {
  const roots = composed(syntax, 1)
  return 'code' in roots ? roots : roots[0]
}

/** The roots of all documents of a text, within the same bounds for all of them together. */
export const composeAll = (syntax: Syntax): readonly Node[] | Finding => composed(syntax, Infinity)

function composed({ text, events }: Syntax, most: number): readonly Node[] | Finding {
  const composer = new Composer(text, events, most)
  for (const event of events) {
    const finding = composer.take(event)
    if (finding !== undefined) return finding
  }
  return composer.roots
}

type NodeEvent = ScalarEvent | SequenceEvent | MappingEvent

class Composer {
  readonly roots: Node[] = []
  readonly #text: string
  readonly #events: readonly Event[]
  readonly #most: number
  readonly #handles = new Map<string, string>()
  readonly #anchors = new Map<string, Node>()
  /** The lists and maps that are not closed yet, and for each map the key that waits for a value. */
  readonly #open: (SequenceNode | MappingNode)[] = []
  readonly #keys: (Node | undefined)[] = []
  readonly #marks = /^---(?=\s|$)/gm
  #documents = 0
  #size = 0
  #offset = 0

  constructor(text: string, events: readonly Event[], most: number) {
    this.#text = text
    this.#events = events
    this.#most = most
  }

  take(event: Event): Finding | undefined {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return this.#document(event)
      case EVENT_ID.SCALAR:
        return this.#scalar(event)
      case EVENT_ID.SEQUENCE:
        return this.#begin({ kind: 'sequence', ...this.#common(event), items: [] }, event)
      case EVENT_ID.MAPPING:
        return this.#begin({ kind: 'mapping', ...this.#common(event), entries: [] }, event)
      case EVENT_ID.ALIAS:
        return this.#alias(event)
      case EVENT_ID.POP: {
        this.#keys.pop()
        const closed = this.#open.pop()
        return closed === undefined ? undefined : this.#add(closed)
      }
    }
  }

  #document(event: DocumentEvent): Finding | undefined {
    this.#documents += 1
    if (this.#documents > this.#most) return this.#secondDocument()
    if (this.#documents > 1 && !event.explicitStart) return this.#bareDocument(event)
    // An empty document has no other place than its mark.
    if (event.explicitStart && this.#most > 1) this.#offset = this.#nextMark() ?? this.#offset
    this.#handles.clear()
    this.#anchors.clear()
    for (const directive of event.directives) {
      if (directive.kind === 'tag') this.#handles.set(directive.handle, directive.prefix)
    }
    return
  }

  #scalar(event: ScalarEvent): Finding | undefined {
    const common = this.#common(event)
    const text = scalarText(this.#text, event)
    if (text === undefined) return this.#finding('yaml-syntax', NO_CHARACTER)
    if (this.#most > 1 && holdsMark(this.#text, event)) return this.#finding('yaml-syntax', MARK)
    const plain = event.style === SCALAR_STYLE.PLAIN
    const node: Node = { kind: 'scalar', ...common, text, plain }
    return this.#anchor(event, node) ?? this.#add(node)
  }

  #begin(node: SequenceNode | MappingNode, event: NodeEvent): Finding | undefined {
    this.#open.push(node)
    this.#keys.push(undefined)
    return this.#anchor(event, node)
  }

  #alias({ anchorStart, anchorEnd }: AliasEvent): Finding | undefined {
    this.#offset = anchorStart
    const name = this.#text.slice(anchorStart, anchorEnd)
    const node = this.#anchors.get(name)
    if (node === undefined) {
      const message = `${quote(`*${name}`)} stands for nothing: no ${quote(`&${name}`)} comes before it`
      return this.#finding('yaml-syntax', message)
    }
    if (node.kind !== 'scalar' && this.#open.includes(node)) {
      const message = `${quote(`*${name}`)} stands within itself: it unfolds without end; none of the file was used`
      return this.#finding('yaml-too-large', message)
    }
    return this.#add(node)
  }

  #common(event: NodeEvent) {
    const begin = event.type === EVENT_ID.SCALAR ? event.valueStart : event.start
    const first = [event.tagStart, event.anchorStart, begin].find((place) => place >= 0)
    this.#offset = first ?? this.#offset
    const written = this.#text.slice(event.tagStart, event.tagEnd)
    const tag = event.tagStart < 0 ? '' : fullTag(written, this.#handles)
    // A long text counts for more: an alias repeats it whole.
    const length = event.type === EVENT_ID.SCALAR ? event.valueEnd - event.valueStart : 0
    return { tag, offset: this.#offset, size: 1 + Math.floor(length / 100), height: 1 }
  }

  #anchor(event: NodeEvent, node: Node): Finding | undefined {
    if (event.anchorStart < 0) return
    const name = this.#text.slice(event.anchorStart, event.anchorEnd)
    if (this.#anchors.has(name)) {
      return this.#finding('yaml-syntax', `the anchor ${quote(`&${name}`)} is there twice`)
    }
    this.#anchors.set(name, node)
    return
  }

  /** Hands a complete node to the list or map that it stands in. */
  #add(node: Node): Finding | undefined {
    const parent = this.#open.at(-1)
    if (parent === undefined) {
      this.roots.push(node)
      this.#size += node.size
      return this.#documents > 1 && this.#size > MAX_NODES
        ? this.#finding('yaml-too-large', TOO_LARGE)
        : undefined
    }
    parent.size += node.size
    parent.height = Math.max(parent.height, node.height + 1)
    if (parent.size > MAX_NODES) return this.#finding('yaml-too-large', TOO_LARGE)
    if (parent.height > MAX_DEPTH) return this.#finding('yaml-too-large', TOO_DEEP)
    if (parent.kind === 'sequence') {
      parent.items.push(node)
      return
    }
    const key = this.#keys.pop()
    if (key !== undefined) parent.entries.push([key, node])
    this.#keys.push(key === undefined ? node : undefined)
    return
  }

  #finding(code: YamlCode, message: string): Finding {
    return { code, offset: this.#offset, message }
  }

  #secondDocument(): Finding {
    const documents = this.#events.filter((event) => event.type === EVENT_ID.DOCUMENT)
    const marked = documents.slice(0, 2).filter((document) => document.explicitStart).length
    for (let mark = 0; mark < marked; mark++) this.#offset = this.#nextMark() ?? this.#offset
    return this.#finding('yaml-syntax', 'a second document begins here; a file must hold only one')
  }

  // A line that begins so can be nothing else.
  #nextMark(): number | undefined {
    return this.#marks.exec(this.#text)?.index
  }

  #bareDocument(event: DocumentEvent): Finding {
    const first = this.#events[this.#events.indexOf(event) + 1]
    if (first?.type === EVENT_ID.ALIAS) this.#offset = first.anchorStart
    else if (first !== undefined && 'tagStart' in first) this.#common(first)
    return this.#finding('yaml-syntax', BARE)
  }
}

// PyYAML ends the document there, within the quotes; js-yaml takes it for text.
function holdsMark(source: string, { style, valueStart, valueEnd }: ScalarEvent): boolean {
  const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED
  return isQuoted && MARKED_LINE.test(source.slice(valueStart, valueEnd))
}

// Such a line may have been moved right on the way here.
const MARKED_LINE = new RegExp(`[\\r\\n](?:${PADDING})?(?:---|\\.\\.\\.)\\s`)

const MARK = 'a document ends within these quotes, by a line that begins with `---` or `...`'
const BARE = 'a second document begins here without a line `---` before it'
const NO_CHARACTER = 'an escape \\U names a character beyond U+10FFFF'
const TOO_LARGE = `its values, aliases unfolded, are more than ${MAX_NODES}; none of the file was used`
const TOO_DEEP = `its aliases unfold to more than ${MAX_DEPTH} levels; none of the file was used`
