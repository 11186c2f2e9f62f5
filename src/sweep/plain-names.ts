import type { Cell } from './cell.js'
import { fittedName } from './fitted-name.js'
import { nameOfParam } from './name.js'

/** The names that tasks have by their params alone. Whether a path exists is asked once for each value. */
export class PlainNames {
  /** The most bytes of a name. */
  readonly limit: number
  readonly #exists: (path: string) => boolean
  // A cell is the value of one param.
  readonly #parts = new Map<Cell, string>()

  constructor(limit: number, exists: (path: string) => boolean) {
    this.limit = limit
    this.#exists = exists
  }

  nameOf(combination: ReadonlyMap<string, Cell>): string {
    return fittedName(this.wholeOf(combination), this.limit)
  }

  /** The name, however long it is. */
  wholeOf(combination: ReadonlyMap<string, Cell>): string {
    const parts: string[] = []
    for (const [param, cell] of combination) parts.push(this.#partOf(param, cell))
    return parts.join('-')
  }

  #partOf(param: string, cell: Cell): string {
    const known = this.#parts.get(cell)
    if (known !== undefined) return known
    const part = nameOfParam(param, cell.value, this.#exists)
    this.#parts.set(cell, part)
    return part
  }
}
