import type { ParamValue, Points } from '../experiment.js'
import { GrowingNumbers } from './growing-numbers.js'

/** A series that is read point by point: numbers in typed arrays, until there is something else. */
export class GrowingColumn {
  /** Absent as long as the steps are 0, 1, 2, ... */
  #steps: GrowingNumbers | undefined
  #numbers: GrowingNumbers
  #values: ParamValue[] | undefined
  #length = 0

  /** `room` is how many points are expected; there may be more. */
  constructor(room?: number) {
    this.#numbers = new GrowingNumbers(room)
  }

  push(step: number, value: ParamValue): void {
    if (typeof value === 'number') {
      this.pushNumber(step, value)
      return
    }
    this.#values ??= Array.from(this.#numbers.finish())
    this.#values.push(value)
    this.#pushStep(step)
  }

  pushNumber(step: number, value: number): void {
    if (this.#values !== undefined) this.#values.push(value)
    else this.#numbers.push(value)
    this.#pushStep(step)
  }

  #pushStep(step: number): void {
    if (this.#steps === undefined && step !== this.#length) {
      this.#steps = new GrowingNumbers(2 * this.#length + 8)
      for (let known = 0; known < this.#length; known += 1) this.#steps.push(known)
    }
    this.#steps?.push(step)
    this.#length += 1
  }

  points(): Points {
    return {
      steps: this.#steps?.finish() ?? new Float64Array(this.#length).map((_, step) => step),
      values: this.#values?.slice() ?? this.#numbers.finish(),
    }
  }
}
