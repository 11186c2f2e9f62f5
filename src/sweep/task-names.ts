import type { Cell } from './cell.js'
import { fittedName, marked } from './fitted-name.js'
import type { PlainNames } from './plain-names.js'
import { identityOf } from './spec-keys.js'

interface Unnamed {
  readonly combination: ReadonlyMap<string, Cell>
  readonly spec: ReadonlyMap<string, Cell>
  /** Of the spec. */
  readonly key: string
  /** Its name has a hash of its params in any case. */
  readonly isDistinct: boolean
}

/** Names tasks so that no two of different params share a name. */
export class TaskNames {
  readonly #plain: PlainNames
  /** The key of the spec that has the name. */
  readonly #owners = new Map<string, string>()

  constructor(plain: PlainNames) {
    this.#plain = plain
  }

  /** The name of a task, and whether it is the plain one. */
  nameOf({ combination, spec, key, isDistinct }: Unnamed): { name: string; isPlain: boolean } {
    const whole = this.#plain.wholeOf(combination)
    const plain = fittedName(whole, this.#plain.limit)
    if (!isDistinct && this.#isFree(plain, key)) return { name: plain, isPlain: true }
    const identity = identityOf(spec)
    let name = marked(whole, identity, this.#plain.limit)
    for (let salt = 1; !this.#isFree(name, key); salt++) {
      name = marked(whole, `${identity}\n${salt}`, this.#plain.limit)
    }
    return { name, isPlain: false }
  }

  take(name: string, key: string): void {
    this.#owners.set(name, key)
  }

  isTaken(name: string): boolean {
    return this.#owners.has(name)
  }

  #isFree(name: string, key: string): boolean {
    const owner = this.#owners.get(name)
    return owner === undefined || owner === key
  }
}
