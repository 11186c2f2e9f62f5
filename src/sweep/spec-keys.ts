import type { Cell } from './cell.js'

type Spec = ReadonlyMap<string, Cell>

/** Tells sets of params apart, whatever their order, as Python's `==` of dicts does. */
export class SpecKeys {
  // A cell is the value of one param, so that it has one number.
  readonly #numbers = new Map<Cell, number>()
  readonly #texts = new Map<string, number>()

  /** A short text that equal sets share, within this object. */
  keyOf(spec: Spec): string {
    const numbers: number[] = []
    for (const [name, cell] of spec) numbers.push(this.#numberOf(name, cell))
    return numbers.sort((a, b) => a - b).join()
  }

  #numberOf(name: string, cell: Cell): number {
    const known = this.#numbers.get(cell)
    if (known !== undefined) return known
    const text = textOf(name, cell)
    const number = this.#texts.get(text) ?? this.#texts.size
    this.#texts.set(text, number)
    this.#numbers.set(cell, number)
    return number
  }
}

/** A text that equal sets share everywhere. */
export const identityOf = (spec: Spec): string =>
  Array.from(spec, ([name, cell]) => textOf(name, cell))
    .sort()
    .join('\n')

const textOf = (name: string, { key }: Cell): string => `${JSON.stringify(name)}:${key}`
