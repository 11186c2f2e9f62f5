/** What tasks run on: as many at once as there are slots, each with GPUs or none. */
export class Slots {
  /** The GPUs of each. */
  readonly names: readonly (string | undefined)[]
  readonly #free: (string | undefined)[]

  constructor(names: readonly (string | undefined)[]) {
    this.names = names
    this.#free = [...names]
  }

  /** A free slot; the one with these GPUs, if it is free. */
  take(preferred: string | undefined): string | undefined {
    const index = preferred === undefined ? -1 : this.#free.indexOf(preferred)
    return this.#free.splice(Math.max(0, index), 1)[0]
  }

  give(slot: string | undefined): void {
    this.#free.push(slot)
  }
}
