import { columnValues, type TableLike } from '../table-like.js'
import { cellText } from '../values/cell-text.js'
import { jsonText } from '../values/json-text.js'
import { dateKind, microsOf, type DateKind } from './date-kind.js'

/** What all values of a column are, in a format whose columns have a type. */
export type ColumnKind = 'integer' | 'number' | 'boolean' | 'text' | 'json' | DateKind

/** A column of values of one kind, and `null`. */
export type TypedColumn = { readonly name: string } & (
  | { readonly kind: 'number'; readonly values: (number | null)[] }
  | { readonly kind: 'boolean'; readonly values: (boolean | null)[] }
  | { readonly kind: 'text' | 'json'; readonly values: (string | null)[] }
  /** Integers of 64 bits, days since 1970 of dates, microseconds since 1970 of times. */
  | { readonly kind: 'integer' | DateKind; readonly values: (bigint | null)[] }
)

const [LEAST_LONG, MOST_LONG] = [-(2n ** 63n), 2n ** 63n - 1n]
const MICROS_A_DAY = 86_400_000_000n

/**
 * A column with the one kind that loses nothing: numbers that are all integers, exact ones too, are
 * integers; values of several kinds, lists and maps are JSON texts; bytes are text in base64. A
 * column of nothing but missing values is one of texts.
 */
export function typedColumn(table: TableLike, name: string): TypedColumn {
  const values = columnValues(table, name)
  const kind = kindOfAll(values)
  switch (kind) {
    case 'number':
      return { name, kind, values: values.map((value) => (value == null ? null : Number(value))) }
    case 'boolean':
      return { name, kind, values: values.map((value) => (value == null ? null : value === true)) }
    case 'text':
      return { name, kind, values: values.map((value) => (value == null ? null : cellText(value))) }
    case 'json': {
      const texts = values.map((value) => (kindOf(value) ? jsonText(value, true) : null))
      return { name, kind, values: texts }
    }
    case 'integer':
      return { name, kind, values: values.map(integer) }
    default: {
      const unit = kind === 'date' ? MICROS_A_DAY : 1n
      const dates = values.map((value) => {
        // An invalid date is none.
        return kindOf(value) && value instanceof Date ? microsOf(value) / unit : null
      })
      return { name, kind, values: dates }
    }
  }
}

function integer(value: unknown): bigint | null {
  return typeof value === 'number' || typeof value === 'bigint' ? BigInt(value) : null
}

/** A kind, and apart from it integers that a double may not hold. */
type Kind = ColumnKind | 'long'

function kindOfAll(values: readonly unknown[]): ColumnKind {
  let all: Kind | undefined
  for (const value of values) {
    const kind = kindOf(value)
    if (kind === undefined || kind === all) continue
    all = all === undefined ? kind : common(all, kind)
  }
  return all === 'long' ? 'integer' : (all ?? 'text')
}

function kindOf(value: unknown): Kind | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? 'integer' : 'number'
    case 'string':
      return 'text'
    case 'boolean':
      return 'boolean'
    case 'bigint':
      return value >= LEAST_LONG && value <= MOST_LONG ? 'long' : 'json'
    case 'object':
      if (value === null) return undefined
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : dateKind(value)
      return value instanceof Uint8Array ? 'text' : 'json'
    default:
      return undefined
  }
}

function common(a: Kind, b: Kind): Kind {
  const kinds = [a, b]
  if (kinds.every((kind) => kind === 'integer' || kind === 'number')) return 'number'
  return kinds.every((kind) => kind === 'integer' || kind === 'long') ? 'long' : 'json'
}
