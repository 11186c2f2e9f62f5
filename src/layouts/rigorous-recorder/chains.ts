import type { ParamValue } from '../../experiment.js'
import { mapEntries } from '../../values/map-entries.js'
import { lazyItems, plain } from './plain.js'

/** What a parent gives to its records. */
export type Data = Readonly<Record<string, ParamValue>>

/** The ancestors of a record, nearest first. */
export type Chain = readonly Data[]

interface Step {
  number: number
  next?: Map<ParamValue, Step>
}

/** A tuple as long as that is looked for as a whole, so that many records may share it. */
const LONG = 16

/**
 * The ancestors that records have, each sequence once and known by its number. The tool makes a new
 * tuple for each record, so that they are told apart by what is in them.
 */
export class Chains {
  readonly #chains: ParamValue[][] = []
  readonly #root: Step = { number: -1 }
  readonly #long = new Map<readonly ParamValue[], number>()
  readonly #dicts = new WeakMap<object, Data>()

  get size(): number {
    return this.#chains.length
  }

  numberOf(ancestors: readonly ParamValue[]): number {
    const known = ancestors.length < LONG ? undefined : this.#long.get(ancestors)
    if (known !== undefined) return known
    let step = this.#root
    // From the farthest on: there they differ least.
    for (let index = ancestors.length - 1; index >= 0; index -= 1) {
      const ancestor = ancestors[index] ?? null
      step.next ??= new Map()
      let next = step.next.get(ancestor)
      if (next === undefined) {
        next = { number: -1 }
        step.next.set(ancestor, next)
      }
      step = next
    }
    if (step.number === -1) step.number = this.#chains.push([...ancestors]) - 1
    if (ancestors.length >= LONG) this.#long.set(ancestors, step.number)
    return step.number
  }

  /** To be asked for when all is read: until then a parent may lack what it gives. */
  chain(number: number): Chain {
    return (this.#chains[number] ?? []).map((ancestor) => this.#data(ancestor))
  }

  /** The same parent is the same object each time. */
  #data(ancestor: ParamValue): Data {
    if (typeof ancestor !== 'object' || ancestor === null) return {}
    const known = this.#dicts.get(ancestor)
    if (known !== undefined) return known
    const data = asData(ancestor) ?? {}
    this.#dicts.set(ancestor, data)
    return data
  }
}

/** A dict, or the tool's `LazyDict`, with its keys as names; `undefined` for what is no dict. */
export function asData(value: ParamValue | undefined): Data | undefined {
  if (value === undefined) return undefined
  const entries = mapEntries<ParamValue>(lazyItems(value) ?? value)
  return entries && Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]))
}

/** What a chain gives for a key: the nearest ancestor that has it wins. */
export function inherited(chain: Chain, key: string): ParamValue | undefined {
  return chain.find((data) => Object.hasOwn(data, key))?.[key]
}

/** All that a chain gives, in the order in which the tool shows it: from the farthest. */
export function merged(chain: Chain): Record<string, ParamValue> {
  return Object.fromEntries(chain.toReversed().flatMap((data) => Object.entries(data)))
}
