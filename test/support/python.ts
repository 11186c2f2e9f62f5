import { NdArray, Timestamp } from '../../src/index.js'

/**
 * Reads the expected files: JSON in which `{"$int": "..."}` and the like stand for Python values
 * (see the fixtures' README). Tuples are arrays and datetimes are Timestamps here, as in Assay.
 */
export function fromPython(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromPython)
  if (typeof value !== 'object' || value === null) return value
  const [tag, inner] = (Object.entries(value)[0] ?? []) as [string?, unknown?]
  switch (tag) {
    case '$int':
      return BigInt(inner as string)
    case '$float':
      return { nan: NaN, inf: Infinity, '-inf': -Infinity }[inner as string]
    case '$tuple':
      return fromPython(inner)
    case '$set':
      return new Set(fromPython(inner) as unknown[])
    case '$dict':
      return new Map(fromPython(inner) as [unknown, unknown][])
    case '$bytes':
      return new Uint8Array(Buffer.from(inner as string, 'base64'))
    case '$date':
      return new Timestamp(inner as string, Date.parse(inner as string))
    case '$datetime': {
      const text = inner as string
      const zoned = /[+-]\d\d:\d\d$/.test(text)
      return new Timestamp(text.replace('T', ' '), Date.parse(zoned ? text : `${text}Z`))
    }
    case '$np':
      return fromPython((value as { readonly value: unknown }).value)
    case '$ndarray': {
      const { dtype, shape, data } = inner as {
        readonly dtype: string
        readonly shape: readonly number[]
        readonly data: readonly unknown[]
      }
      // As many levels of lists as dimensions; those of a number type are as double as JSON is.
      const items = fromPython(data.flat(Math.max(0, shape.length - 1))) as number[]
      return new NdArray(dtype, shape, dtype === 'float64' ? Float64Array.from(items) : items)
    }
    default:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromPython(item)]))
  }
}
