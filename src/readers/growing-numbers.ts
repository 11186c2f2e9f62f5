/** Numbers that come one by one. */
export class GrowingNumbers {
  #numbers: Float64Array
  #length = 0

  /** `room` is how many are expected; there may be more. */
  constructor(room = 16) {
    this.#numbers = new Float64Array(room)
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Float64Array(2 * this.#length + 8)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.#length] = number
    this.#length += 1
  }

  finish(): Float64Array {
    return this.#numbers.slice(0, this.#length)
  }
}
