import { mean } from '../stats/mean.js'
import { std } from '../stats/std.js'

/** The values of one metric in one group; what reducers share is computed once. */
export class Sample {
  /** The finite ones. */
  readonly values: Float64Array
  /** How many rows the group has, and how many of them have no value, NaN, or an infinite one. */
  readonly rows: number
  readonly missing: number
  readonly nan: number
  #mean: number | null | undefined
  #std: number | null | undefined
  #sorted: Float64Array | undefined

  constructor(values: Float64Array, rows: number, missing: number, nan: number) {
    this.values = values
    this.rows = rows
    this.missing = missing
    this.nan = nan
  }

  get mean(): number | null {
    return (this.#mean ??= mean(this.values))
  }

  get std(): number | null {
    return (this.#std ??= std(this.values, this.mean ?? undefined))
  }

  get sorted(): Float64Array {
    return (this.#sorted ??= this.values.slice().sort())
  }
}
