/** NumPy 2 has at most 64 dimensions. */
const MOST_DIMENSIONS = 64

/** More rows of nothing than that are a damaged or hostile shape: they would take memory for no data. */
const MOST_EMPTY = 1_000_000

/**
 * The number of items of an array of this shape.
 *
 * @throws Error when it cannot be the shape of an array whose items have this size.
 */
export function countOf(shape: readonly number[], itemSize: number): number {
  const isShape = shape.every((length) => Number.isSafeInteger(length) && length >= 0)
  if (!isShape || shape.length > MOST_DIMENSIONS) throw new Error(`${show(shape)} is not a shape`)
  const count = product(shape)
  const isEmpty = count * itemSize === 0
  const lines = product(shape.filter((length) => length > 0))
  const isHuge =
    !Number.isSafeInteger(lines * Math.max(itemSize, 1)) || (isEmpty && lines > MOST_EMPTY)
  if (isHuge) throw new Error(`an array of shape ${show(shape)} is too large`)
  return count
}

const product = (lengths: readonly number[]): number => lengths.reduce((a, b) => a * b, 1)

function show(shape: readonly number[]): string {
  return `(${shape.slice(0, 8).join(', ')}${shape.length > 8 ? ', …' : ''})`
}

/** The items of a Fortran array, which come column by column, row by row. */
export function toRowOrder<T>(
  from: ArrayLike<T>,
  to: { [index: number]: T },
  shape: readonly number[],
): void {
  const strides: number[] = []
  for (let stride = 1, axis = 0; axis < shape.length; axis += 1) {
    strides.push(stride)
    stride *= shape[axis] ?? 0
  }
  const innerLength = shape.at(-1) ?? 1
  const innerStride = strides.at(-1) ?? 1
  const place = shape.map(() => 0)
  for (let written = 0, start = 0; written < from.length;) {
    for (let i = 0, at = start; i < innerLength; i += 1, at += innerStride) {
      // The shape has as many items as there are.
      to[written++] = from[at] as T
    }
    for (let axis = shape.length - 2; axis >= 0; axis -= 1) {
      const stride = strides[axis] ?? 0
      const next = (place[axis] ?? 0) + 1
      start += stride
      if (next < (shape[axis] ?? 0)) {
        place[axis] = next
        break
      }
      start -= next * stride
      place[axis] = 0
    }
  }
}
