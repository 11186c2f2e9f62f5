import type { SqlValue } from '../../readers/sqlite/value.js'
import { GrowingNumbers } from './growing-numbers.js'

/** Values that come one by one: held as numbers as long as they are, and then as they are. */
export class GrowingValues {
  #values: GrowingNumbers | SqlValue[] = new GrowingNumbers()

  push(value: SqlValue): void {
    if (Array.isArray(this.#values)) {
      this.#values.push(value)
    } else if (value === null || typeof value === 'number') {
      // SQLite has no NaN: the tool's are NULL in the file.
      this.#values.push(value ?? NaN)
    } else {
      const numbers = this.#values.finish()
      this.#values = Array.from(numbers, (number) => (Number.isNaN(number) ? null : number))
      this.#values.push(value)
    }
  }

  /** Numbers with NaN for NULL, or values of any kind with null. */
  finish(): Float64Array | readonly SqlValue[] {
    return Array.isArray(this.#values) ? this.#values : this.#values.finish()
  }
}
