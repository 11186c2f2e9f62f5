import type { ParamValue } from './experiment.js'

/** A view of numbers of one kind. */
export type NumberArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array

/**
 * A NumPy array, as pickles and `.npy` files hold it.
 *
 * @example
 * const array = new NdArray('float64', [2, 2], Float64Array.of(1, 2, 3, 4))
 * array.toList() // [[1, 2], [3, 4]]
 */
export class NdArray {
  /** NumPy's name of the type of the items: `float64`, `<U7`, `datetime64[D]`. */
  readonly dtype: string
  /** The length of each dimension; `[]` for a single value. */
  readonly shape: readonly number[]
  /** The items, row by row (C order), in this machine's byte order. */
  readonly data: NumberArray | readonly ParamValue[]

  constructor(dtype: string, shape: readonly number[], data: NumberArray | readonly ParamValue[]) {
    this.dtype = dtype
    this.shape = shape
    this.data = data
  }

  /** The items as nested lists, as NumPy's `tolist` gives them; integers beyond 2^53 are bigints. */
  toList(): ParamValue {
    const level = (start: number, size: number, shape: readonly number[]): ParamValue => {
      const [length, ...inner] = shape
      if (length === undefined) return single(this.data[start])
      const step = length === 0 ? 0 : size / length
      return Array.from({ length }, (_, index) => level(start + index * step, step, inner))
    }
    return level(0, this.data.length, this.shape)
  }

  toJSON(): ParamValue {
    return this.toList()
  }
}

function single(item: ParamValue | undefined): ParamValue {
  if (typeof item !== 'bigint') return item ?? null
  const number = Number(item)
  return Number.isSafeInteger(number) ? number : item
}
