import type { ParamValue, Points } from '../experiment.js'

/** A series that is read point by point: numbers in typed arrays, until there is something else. */
export class GrowingColumn {
  /** Absent as long as the steps are 0, 1, 2, ... */
  #steps: Float64Array | undefined
  #numbers: Float64Array
  #values: ParamValue[] | undefined
  #length = 0

  /** `room` is how many points are expected; there may be more. */
  constructor(room: number) {
    this.#numbers = new Float64Array(room)
  }

  push(step: number, value: ParamValue): void {
    if (typeof value === 'number') {
      this.pushNumber(step, value)
      return
    }
    this.#values ??= Array.from(this.#numbers.subarray(0, this.#length))
    this.#values.push(value)
    this.#pushStep(step)
  }

  pushNumber(step: number, value: number): void {
    if (this.#values !== undefined) {
      this.#values.push(value)
    } else {
      if (this.#length === this.#numbers.length) this.#numbers = doubled(this.#numbers)
      this.#numbers[this.#length] = value
    }
    this.#pushStep(step)
  }

  #pushStep(step: number): void {
    if (this.#steps !== undefined || step !== this.#length) {
      this.#steps ??= counted(this.#length, 2 * this.#length + 8)
      if (this.#length >= this.#steps.length) this.#steps = doubled(this.#steps)
      this.#steps[this.#length] = step
    }
    this.#length += 1
  }

  points(): Points {
    return {
      steps: this.#steps?.slice(0, this.#length) ?? counted(this.#length, 0),
      values: this.#values?.slice() ?? this.#numbers.slice(0, this.#length),
    }
  }
}

/** The first steps, with room for more. */
function counted(count: number, room: number): Float64Array {
  const steps = new Float64Array(Math.max(count, room))
  for (let step = 0; step < count; step += 1) steps[step] = step
  return steps
}

function doubled(numbers: Float64Array): Float64Array {
  const larger = new Float64Array(2 * numbers.length)
  larger.set(numbers)
  return larger
}
