import type { ParamValue } from '../../experiment.js'
import { Timestamp } from '../../timestamp.js'
import type { Node } from './node.js'
import { TUPLE } from './tags.js'

/**
 * Numbers the values that can be keys of a Python dict, so that two keys have the same number when
 * Python takes them for the same: `1`, `1.0` and `True`, or two equal tuples.
 */
export class KeyNumbers {
  readonly #byName = new Map<string, number>()
  // A long text that is the key of a thousand maps is looked at once.
  readonly #byNode = new Map<Node, number | undefined>()

  /** The key's number; nothing when Python could not hash it (a list, a map, a set). */
  of(node: Node, value: ParamValue): number | undefined {
    if (this.#byNode.has(node)) return this.#byNode.get(node)
    const name = this.#name(node, value)
    const number = name === undefined ? undefined : (this.#byName.get(name) ?? this.#byName.size)
    if (name !== undefined && number !== undefined) this.#byName.set(name, number)
    this.#byNode.set(node, number)
    return number
  }

  #name(node: Node, value: ParamValue): string | undefined {
    if (typeof value === 'string') return `s${value}`
    if (typeof value !== 'object') return `n${exact(value)}`
    if (value === null) return 'null'
    if (value instanceof Timestamp) return moment(value)
    if (value instanceof Uint8Array) return `b${Buffer.from(value).toString('latin1')}`
    if (node.kind !== 'sequence' || node.tag !== TUPLE) return undefined
    const parts = value as readonly ParamValue[]
    const numbers = node.items.map((item, index) => this.of(item, parts[index] ?? null))
    return numbers.includes(undefined) ? undefined : `t${numbers.join()}`
  }
}

// A float of whole value equals the integer, however large.
function exact(value: number | bigint | boolean): string {
  const number = typeof value === 'boolean' ? Number(value) : value
  return String(Number.isInteger(number) ? BigInt(number) : number)
}

// Times with a zone are equal when they are the same instant, to the microsecond.
function moment(time: Timestamp): string {
  if (!/[-+]\d\d:\d\d$/.test(time.text)) return `d${time.text}`
  return `i${time.getTime()}.${/\.\d{3}(\d{3})/.exec(time.text)?.[1] ?? '000'}`
}
