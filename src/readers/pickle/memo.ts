import type { ParamValue } from '../../experiment.js'
import { damaged } from './fault.js'

/** From so many entries on it pays to look ahead for those that are ever fetched. */
const MANY = 16_384

const NOT_YET = 0xffff_ffff

/**
 * The values that a pickle refers back to, by number.
 *
 * A pickler numbers every value, but fetches few of them again. In a large pickle only those are
 * kept, so that the others can be let go.
 */
export class Memo {
  /** How many values have been numbered: the next number that MEMOIZE gives. */
  count = 0
  #values: ParamValue[] = []
  // By number: where in #values the entry is, plus one; 0 when it is never fetched.
  #slots: Uint32Array | undefined
  // Entries far from the others, which no pickler writes: an array up to them could be huge.
  #far: Map<number, ParamValue> | undefined

  /** Whether {@link keepOnly} should be told the numbers that are ever fetched from here on. */
  get isFull(): boolean {
    return this.count >= MANY && this.#slots === undefined
  }

  /** Whether values that are never fetched are let go. */
  get isPruned(): boolean {
    return this.#slots !== undefined
  }

  /** Numbers a value; gives whether it was kept. */
  append(value: ParamValue): boolean {
    return this.#keep(this.count++, value)
  }

  /** The same under a number of the pickle's choice. */
  put(id: number, value: ParamValue): boolean {
    if (id < this.count) return this.#keep(id, value)
    if (id === this.count) return this.append(value)
    this.#far ??= new Map()
    this.#far.set(id, value)
    return true
  }

  get(id: number): ParamValue {
    const value = this.#find(id)
    if (value === undefined) throw damaged(`it refers back to value ${id}, which it has not given`)
    return value
  }

  /** Lets go of the values, present and future, whose number has no flag. */
  keepOnly(flags: Uint8Array): readonly ParamValue[] {
    const slots = new Uint32Array(flags.length)
    const kept: ParamValue[] = []
    for (let id = 0; id < flags.length; id++) {
      if (flags[id] === 0) continue
      const value = id < this.count ? this.#values[id] : undefined
      slots[id] = value === undefined ? NOT_YET : kept.push(value)
    }
    this.#values = kept
    this.#slots = slots
    return kept
  }

  reset(): void {
    this.count = 0
    this.#slots = undefined
    this.#far = undefined
    if (this.#values.length > MANY) this.#values = []
  }

  #find(id: number): ParamValue | undefined {
    if (id < this.count) {
      if (this.#slots === undefined) return this.#values[id]
      const slot = this.#slots[id] ?? 0
      if (slot > 0) return this.#values[slot - 1]
    }
    return this.#far?.get(id)
  }

  #keep(id: number, value: ParamValue): boolean {
    if (this.#slots === undefined) {
      this.#values[id] = value
      return true
    }
    const slot = this.#slots[id] ?? 0
    if (slot === 0) return false
    if (slot === NOT_YET) this.#slots[id] = this.#values.push(value)
    else this.#values[slot - 1] = value
    return true
  }
}
