import type { YamlMapping, YamlNode, YamlSequence } from './yaml-node.js'
import { YamlOutput } from './yaml-output.js'
import { writeScalar } from './yaml-scalar.js'
import { needsTag, styleOf } from './yaml-style.js'

const INDENT = 2
// A longer key gets a `?` and its value a line of its own.
const LONGEST_KEY = 128

/** What a node is in the one around it; `isKey`: a key on one line with its value. */
interface Role {
  readonly inMap: boolean
  readonly isKey: boolean
}
const ROOT: Role = { inMap: false, isKey: false }
const ITEM = ROOT
const ENTRY: Role = { inMap: true, isKey: false }
const KEY: Role = { inMap: true, isKey: true }

/** Writes documents as PyYAML's emitter does. */
export class YamlEmitter {
  readonly #out: YamlOutput
  readonly #flow: boolean
  #flowLevel = 0
  #anchors: ReadonlyMap<YamlNode, string> = new Map()
  readonly #written = new Set<YamlNode>()
  /** Whether the stream could go on within the last document, a word at the root. */
  #isOpen = false

  constructor(width: number, { flow }: { readonly flow: boolean }) {
    this.#out = new YamlOutput(width)
    this.#flow = flow
  }

  document(root: YamlNode, { isMarked }: { readonly isMarked: boolean }): void {
    if (isMarked) this.#out.mark('---')
    this.#anchors = anchorsIn(root)
    this.#written.clear()
    this.#node(root, ROOT)
    this.#isOpen = root.kind === 'scalar' && this.#styleOf(root, ROOT) === 'plain'
    this.#out.newLine()
  }

  end(): string {
    if (this.#isOpen) {
      this.#out.mark('...')
      this.#out.newLine()
    }
    return this.#out.text
  }

  #node(node: YamlNode, role: Role): void {
    const anchor = this.#anchors.get(node)
    if (anchor !== undefined && this.#written.has(node)) {
      this.#out.mark(`*${anchor}`)
      return
    }
    this.#written.add(node)
    if (anchor !== undefined) this.#out.mark(`&${anchor}`)
    if (node.kind === 'scalar') {
      const style = this.#styleOf(node, role)
      if (needsTag(node.type, style)) this.#out.mark(`!!${node.type}`)
      this.#within(true, () => writeScalar(this.#out, node.text, style, !role.isKey))
      return
    }
    if (node.type !== 'seq' && node.type !== 'map') this.#out.mark(`!!${node.type}`)
    const inFlow = this.#flow || isEmpty(node)
    if (node.kind === 'sequence') {
      if (inFlow) this.#flowSequence(node)
      else this.#blockSequence(node, role)
    } else if (inFlow) this.#flowMapping(node)
    else this.#blockMapping(node)
  }

  #styleOf(node: YamlNode & { kind: 'scalar' }, { isKey }: Role) {
    return styleOf(node, { inFlow: this.#flowLevel > 0, isKey })
  }

  /** Writes with more indentation; at the top only scalars and flow have any. */
  #within(isInner: boolean, write: () => void): void {
    const before = this.#out.indent
    this.#out.indent = before === undefined ? (isInner ? INDENT : 0) : before + INDENT
    write()
    this.#out.indent = before
  }

  #flowSequence({ items }: YamlSequence): void {
    this.#inBrackets('[]', items, (item) => this.#node(item, ITEM))
  }

  #flowMapping({ entries }: YamlMapping): void {
    this.#inBrackets('{}', entries, ([key, value]) => {
      if (this.#isSimpleKey(key)) {
        this.#node(key, KEY)
        this.#out.close(':')
      } else {
        this.#out.mark('?')
        this.#node(key, ENTRY)
        if (this.#out.isTooWide) this.#out.newLine()
        this.#out.mark(':')
      }
      this.#node(value, ENTRY)
    })
  }

  #inBrackets<T>([open = '', close = '']: string, parts: readonly T[], write: (part: T) => void) {
    this.#out.mark(open, { opens: true })
    this.#flowLevel += 1
    this.#within(true, () => {
      parts.forEach((part, index) => {
        if (index > 0) this.#out.close(',')
        if (this.#out.isTooWide) this.#out.newLine()
        write(part)
      })
    })
    this.#flowLevel -= 1
    this.#out.close(close)
  }

  #blockSequence({ items }: YamlSequence, { inMap }: Role): void {
    const write = () => {
      for (const item of items) {
        this.#out.newLine()
        this.#out.mark('-', { indents: true })
        this.#node(item, ITEM)
      }
    }
    // Below its key a list stands as far to the left as the key.
    if (inMap && !this.#out.isIndentation) write()
    else this.#within(false, write)
  }

  #blockMapping({ entries }: YamlMapping): void {
    this.#within(false, () => {
      for (const [key, value] of entries) {
        this.#out.newLine()
        if (this.#isSimpleKey(key)) {
          this.#node(key, KEY)
          this.#out.close(':')
        } else {
          this.#out.mark('?', { indents: true })
          this.#node(key, ENTRY)
          this.#out.newLine()
          this.#out.mark(':', { indents: true })
        }
        this.#node(value, ENTRY)
      }
    })
  }

  /** PyYAML counts the tag of a key as well, also where none is written. */
  #isSimpleKey(key: YamlNode): boolean {
    const anchor = this.#anchors.get(key) ?? ''
    if (this.#written.has(key) && anchor !== '') return anchor.length < LONGEST_KEY
    const length = anchor.length + `!!${key.type}`.length
    if (key.kind !== 'scalar') return isEmpty(key) && length < LONGEST_KEY
    if (key.text === '' || /[\n\x85\u2028\u2029]/.test(key.text)) return false
    // Its length in characters; a pair of surrogates is one.
    return key.text.length < 2 * LONGEST_KEY && length + Array.from(key.text).length < LONGEST_KEY
  }
}

const isEmpty = (node: YamlSequence | YamlMapping): boolean =>
  (node.kind === 'sequence' ? node.items : node.entries).length === 0

/** The names of the nodes that are there more than once, in the order in which that shows. */
function anchorsIn(root: YamlNode): ReadonlyMap<YamlNode, string> {
  const anchors = new Map<YamlNode, string>()
  const seen = new Set<YamlNode>()
  const visit = (node: YamlNode): void => {
    if (!seen.has(node)) {
      seen.add(node)
      if (node.kind === 'sequence') node.items.forEach(visit)
      if (node.kind === 'mapping') node.entries.flat().forEach(visit)
    } else if (!anchors.has(node)) {
      anchors.set(node, `id${String(anchors.size + 1).padStart(3, '0')}`)
    }
  }
  visit(root)
  return anchors
}
