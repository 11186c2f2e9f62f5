/** Numbers that come one by one. */
export class GrowingNumbers {
  #numbers = new Float64Array(16)
  #length = 0

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Float64Array(this.#length * 2)
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
