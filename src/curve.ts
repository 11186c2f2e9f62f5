/** A curve as charts read it; the Series of an experiment is one, and so are plain arrays. */
export interface Curve {
  readonly steps: ArrayLike<number>
  readonly values: ArrayLike<number>
}

/** Whether a cell is a curve, known by its shape. */
export function isSeries(cell: unknown): cell is Curve {
  if (typeof cell !== 'object' || cell === null) return false
  const { steps, values } = cell as { steps?: unknown; values?: unknown }
  return isArrayLike(steps) && isArrayLike(values) && steps.length === values.length
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)
}
