/** The lines of a text, to be asked for by offset. */
export class LineNumbers {
  readonly #starts: readonly number[]

  constructor(text: string) {
    this.#starts = [
      0,
      ...Array.from(text.matchAll(/\r\n?|\n/g), (end) => end.index + end[0].length),
    ]
  }

  /** The line, counted from 1, that the UTF-16 unit at the offset stands in. */
  at(offset: number): number {
    let low = 0
    let high = this.#starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
