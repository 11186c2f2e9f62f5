import type { ParamValue } from '../../experiment.js'
import { mapEntries } from '../../values/map-entries.js'
import { keyText } from '../../values/json-text.js'
import { Chains, inherited, type Chain } from './chains.js'
import { Column } from './column.js'

export const MOST_KEYS = 100_000

/**
 * Records by columns: what each record owns, and the number of the chain of its ancestors. What it
 * inherits is looked up there, and so is kept once however many records share it.
 */
export class Records {
  readonly #chains: Chains
  readonly #columns = new Map<string, Column>()
  #chainOf = new Int32Array(16)
  #length = 0
  #isTooWide = false

  constructor(chains = new Chains()) {
    this.#chains = chains
  }

  get length(): number {
    return this.#length
  }

  /** Whether there were more keys than any honest records have; the others were left out. */
  get isTooWide(): boolean {
    return this.#isTooWide
  }

  /** What records own, in the order of first appearance. */
  get columns(): ReadonlyMap<string, Column> {
    return this.#columns
  }

  /** Adds a record; gives its row, or -1 when `itself` is no dict. */
  add(itself: ParamValue, ancestors: readonly ParamValue[]): number {
    const entries = mapEntries(itself)
    if (entries === undefined) return -1
    const row = this.#addRow(this.#chains.numberOf(ancestors))
    for (const [key, value] of entries) this.#column(key)?.add(row, value)
    return row
  }

  /**
   * Adds the records of a frame: a list of values for each key. It has None where a record lacks
   * the key, which is told only where it hides what the ancestors give. Of a damaged frame no more
   * records are taken than there are values.
   */
  addFrame(
    frame: readonly (readonly [ParamValue, readonly ParamValue[]])[],
    told: number,
    ancestors: readonly ParamValue[],
  ): void {
    const longest = frame.reduce((most, [, values]) => Math.max(most, values.length), 0)
    const length = Math.min(told, longest)
    const number = this.#chains.numberOf(ancestors)
    const chain = this.#chains.chain(number)
    const start = this.#length
    for (let row = 0; row < length; row += 1) this.#addRow(number)
    for (const [key, values] of frame) {
      const name = keyText(key)
      const hides = inherited(chain, name) !== undefined
      // The tool has a column None, which is not part of a record.
      if (key === null && !hides) continue
      const column = this.#column(name)
      for (let index = 0; index < length; index += 1) {
        const value = values[index] ?? null
        if (value !== null || hides) column?.add(start + index, value)
      }
    }
  }

  chainNumber(row: number): number {
    return this.#chainOf[row] ?? -1
  }

  chain(number: number): Chain {
    return this.#chains.chain(number)
  }

  get chainCount(): number {
    return this.#chains.size
  }

  /** The records of these rows, in this order; the same when they are all there is. */
  select(rows: Int32Array): Records {
    const same = rows.length === this.#length && rows.every((row, index) => row === index)
    if (same) return this
    const selected = new Records(this.#chains)
    selected.#isTooWide = this.#isTooWide
    // A record may be there more than once: from each old row to the first new one, and on from it.
    const first = new Int32Array(this.#length).fill(-1)
    const next = new Int32Array(rows.length).fill(-1)
    for (const row of rows) selected.#addRow(this.chainNumber(row))
    for (let index = rows.length - 1; index >= 0; index -= 1) {
      const row = rows[index] ?? -1
      next[index] = first[row] ?? -1
      first[row] = index
    }
    // In the order of the first record that has them: a keeper's own, then those of its children.
    const firstOf = (column: Column): number => {
      let least = rows.length
      for (let position = 0; position < column.length; position += 1) {
        const row = first[column.rowAt(position)] ?? -1
        if (row !== -1 && row < least) least = row
      }
      return least
    }
    const columns = Array.from(this.#columns, ([key, column]) => {
      return { key, column, start: firstOf(column) }
    }).sort((a, b) => a.start - b.start)
    for (const { key, column } of columns) {
      const found: (readonly [number, ParamValue])[] = []
      for (let position = 0; position < column.length; position += 1) {
        const value = column.valueAt(position) ?? null
        let index = first[column.rowAt(position)] ?? -1
        for (; index !== -1; index = next[index] ?? -1) found.push([index, value])
      }
      if (found.length === 0 && column.length > 0) continue
      const to = selected.#column(key)
      for (const [row, value] of found.sort(([a], [b]) => a - b)) to?.add(row, value)
    }
    return selected
  }

  #addRow(chain: number): number {
    if (this.#length === this.#chainOf.length) {
      const grown = new Int32Array(this.#length * 2)
      grown.set(this.#chainOf)
      this.#chainOf = grown
    }
    this.#chainOf[this.#length] = chain
    return this.#length++
  }

  #column(key: string): Column | undefined {
    let column = this.#columns.get(key)
    if (column === undefined) {
      if (this.#columns.size === MOST_KEYS) {
        this.#isTooWide = true
        return undefined
      }
      column = new Column()
      this.#columns.set(key, column)
    }
    return column
  }
}
