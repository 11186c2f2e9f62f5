import { NdArray } from '../../nd-array.js'

/** The array with its axes in another order, as NumPy's `transpose(axes)`. */
export function transposed(array: NdArray, axes: readonly number[]): NdArray {
  const strides = stridesOf(array.shape)
  const shape = axes.map((axis) => array.shape[axis] ?? 0)
  const steps = axes.map((axis) => strides[axis] ?? 0)
  const places = placesOf(shape, steps)
  const { data } = array
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
    return new NdArray(
      array.dtype,
      shape,
      data.slice().map((_, index) => data[places[index] ?? 0] ?? 0n),
    )
  }
  if (!ArrayBuffer.isView(data)) {
    return new NdArray(
      array.dtype,
      shape,
      Array.from(places, (place) => data[place] ?? null),
    )
  }
  return new NdArray(
    array.dtype,
    shape,
    data.slice().map((_, index) => data[places[index] ?? 0] ?? 0),
  )
}

function stridesOf(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1)
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] ?? 1) * (shape[axis + 1] ?? 1)
  }
  return strides
}

/** Where each item is, row by row, in an array whose axes have these steps. */
function placesOf(shape: readonly number[], steps: readonly number[]): Float64Array {
  let places = Float64Array.of(0)
  shape.forEach((length, axis) => {
    const inner = new Float64Array(places.length * length)
    places.forEach((start, index) => {
      for (let at = 0; at < length; at++)
        inner[index * length + at] = start + at * (steps[axis] ?? 0)
    })
    places = inner
  })
  return places
}
