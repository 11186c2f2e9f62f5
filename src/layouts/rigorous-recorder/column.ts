import type { ParamValue } from '../../experiment.js'

/** The values of one key and the rows that have it: bare numbers until another value comes. */
export class Column {
  #rows = new Int32Array(16)
  #values: Float64Array | ParamValue[] = new Float64Array(16)
  #length = 0

  /** How many rows have a value. */
  get length(): number {
    return this.#length
  }

  /** Rows come in rising order; another value of the last row takes the place of the first. */
  add(row: number, value: ParamValue): void {
    if (this.#length > 0 && this.#rows[this.#length - 1] === row) this.#length -= 1
    if (this.#length === this.#rows.length) this.#grow()
    if (typeof value !== 'number' && this.#values instanceof Float64Array) {
      this.#values = Array.from(this.#values.subarray(0, this.#length))
    }
    this.#rows[this.#length] = row
    this.#values[this.#length] = value
    this.#length += 1
  }

  rowAt(position: number): number {
    return this.#rows[position] ?? -1
  }

  valueAt(position: number): ParamValue | undefined {
    return position < this.#length ? this.#values[position] : undefined
  }

  /** The position of the first value at or after a row. */
  position(row: number): number {
    if (this.#rows[row] === row && row < this.#length) return row
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.rowAt(middle) < row) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The value of a row; `undefined` when it has none. */
  at(row: number): ParamValue | undefined {
    const position = this.position(row)
    return this.rowAt(position) === row ? this.valueAt(position) : undefined
  }

  /** All values, when they are nothing but numbers. */
  numbers(): Float64Array | undefined {
    return this.#values instanceof Float64Array ? this.#values.subarray(0, this.#length) : undefined
  }

  #grow(): void {
    const rows = new Int32Array(this.#rows.length * 2)
    rows.set(this.#rows)
    this.#rows = rows
    if (!(this.#values instanceof Float64Array)) return
    const values = new Float64Array(rows.length)
    values.set(this.#values)
    this.#values = values
  }
}
