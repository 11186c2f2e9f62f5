import { NdArray } from '../../../src/nd-array.js'
import { PickledObject } from '../../../src/pickled-object.js'
import { Timestamp } from '../../../src/timestamp.js'

/** A form in which a value that was read can be compared with what Python says of it. */
export function formOfRead(value: unknown): unknown {
  if (typeof value === 'bigint') return `int ${value}`
  if (typeof value === 'number') return formOfNumber(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(formOfRead)
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') }
  if (value instanceof Timestamp) return { time: value.text, at: value.getTime() }
  if (value instanceof Set) return { set: [...value].map(formOfRead) }
  if (value instanceof Map) {
    return mapForm([...value].map(([key, item]) => [formOfRead(key), formOfRead(item)]))
  }
  if (value instanceof NdArray) {
    const items = Array.from<unknown>(value.data).map((item) =>
      typeof item === 'bigint' && Number.isSafeInteger(Number(item)) ? Number(item) : item,
    )
    return { array: value.dtype, shape: [...value.shape], items: items.map(formOfRead) }
  }
  if (value instanceof PickledObject) return { opaque: String(value) }
  return { dict: sorted(Object.entries(value)) }
}

/** The same of what Python wrote as JSON. */
export function formOfWritten(value: unknown): unknown {
  if (typeof value === 'number') return formOfNumber(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(formOfWritten)
  const entries: [string, unknown][] = Object.entries(value)
  const [tag, inner] = entries[0] ?? []
  switch (tag) {
    case '$int':
      return `int ${inner as string}`
    case '$float':
      return `float ${inner as string}`
    case '$bytes':
      return { bytes: inner }
    case '$date':
      return { time: inner, at: Date.parse(inner as string) }
    case '$datetime': {
      const text = inner as string
      const isZoned = /[-+]\d\d:\d\d$/.test(text)
      return { time: text.replace('T', ' '), at: Date.parse(isZoned ? text : `${text}Z`) }
    }
    case '$set':
      return { set: (inner as unknown[]).map(formOfWritten) }
    case '$tuple':
      return (inner as unknown[]).map(formOfWritten)
    case '$np':
      return formOfWritten(Object.fromEntries(entries)['value'])
    case '$dict': {
      const pairs = inner as [unknown, unknown][]
      const isText = pairs.every(([key]) => typeof key === 'string')
      return isText
        ? { dict: sorted(pairs as [string, unknown][], formOfWritten) }
        : mapForm(pairs.map((pair) => pair.map(formOfWritten)))
    }
    case '$ndarray': {
      const { dtype, shape, data } = inner as { dtype: string; shape: number[]; data: unknown[] }
      const items = shape.length === 0 ? [data] : data.flat(shape.length - 1)
      return { array: dtype, shape, items: items.map(formOfWritten) }
    }
    default:
      return { dict: sorted(entries, formOfWritten) }
  }
}

function formOfNumber(value: number): unknown {
  if (Object.is(value, -0)) return 'float -0'
  return Number.isFinite(value)
    ? value
    : `float ${String(value).replace('Infinity', 'inf').toLowerCase()}`
}

// Protocol 0 sets keys one by one, so that "7" may come first before the dict becomes a Map.
function mapForm(pairs: readonly unknown[][]): unknown {
  const isIndex = (key: unknown): boolean => typeof key === 'string' && /^\d+$/.test(key)
  const text = (pair: readonly unknown[]): string => JSON.stringify(pair[0])
  return {
    map: pairs.some(([key]) => isIndex(key))
      ? pairs.toSorted((a, b) => (text(a) < text(b) ? -1 : 1))
      : pairs,
  }
}

// JavaScript puts keys such as "7" first, whatever their order.
function sorted(entries: readonly [string, unknown][], form = formOfRead): unknown[] {
  return entries
    .map(([key, item]) => [key, form(item)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
