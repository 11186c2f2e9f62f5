import { getHeapStatistics } from 'node:v8'
import type { ParamValue } from '../../experiment.js'
import { isTextDict } from './dict.js'
import { tooLarge } from './fault.js'

/** How full the memory may get: growing containers need some more at once. */
const MOST_FULL = 0.7

/** How much is copied for each byte of a pickle at the most, and besides. */
const COPIES = 16
const FREE = 2 ** 22

/**
 * Keeps pickles from taking more time and memory than their size calls for.
 *
 * Known classes copy what they are called with (`set([..])`, an array's bytes). A pickle can name
 * one large value again and again at a few bytes each; an honest one copies each value once.
 */
export class Allowance {
  readonly #bytesRead: () => number
  #spent = 0

  constructor(bytesRead: () => number) {
    this.#bytesRead = bytesRead
  }

  spend(weight: number): void {
    this.#spent += weight
    if (this.#spent > FREE && this.#spent > FREE + COPIES * this.#bytesRead()) {
      throw tooLarge('it copies the same values over and over')
    }
  }
}

/** How much there is to copy. */
export function weightOf(value: ParamValue | undefined, levels = 3): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length
  if (typeof value !== 'object' || value === null) return 1
  if (Array.isArray(value)) {
    const items = value as readonly ParamValue[]
    // The arguments of a call, or a state in them: few parts, of which one may be large.
    if (items.length > 16 || levels === 0) return items.length
    let sum = 1
    for (const item of items) sum += weightOf(item, levels - 1)
    return sum
  }
  if (value instanceof Map || value instanceof Set) return value.size
  return isTextDict(value) ? Object.keys(value).length : 1
}

/** @throws PickleFault `pickle-too-large` when there is not enough memory to go on. */
export function checkMemory(): void {
  const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics()
  if (used > MOST_FULL * most) {
    throw tooLarge(
      `its values fill the memory that Node.js has (${(most / 2 ** 20).toFixed(0)} MiB)`,
    )
  }
}
