import { Timestamp } from '../../src/index.js'

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
    default:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromPython(item)]))
  }
}
