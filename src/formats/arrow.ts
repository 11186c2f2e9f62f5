import {
  bool,
  Column,
  columnFromValues,
  dateDay,
  field,
  float64,
  int32,
  int64,
  Table,
  tableToIPC,
  timestamp,
  TimeUnit,
  utf8,
  type DataType,
} from '@uwdata/flechette'
import type { TableLike } from '../table-like.js'
import { expanded } from './expanded.js'
import { typedColumn, type ColumnKind } from './typed-column.js'

/**
 * A table as an Arrow IPC file (Feather version 2), not compressed.
 *
 * The columns have the types that {@link toParquet} gives them; JSON texts are of the extension type
 * `arrow.json`.
 *
 * @example
 * writeFileSync('runs.arrow', toArrow(aq.table({ lr: [0.1, 0.01] })))
 */
export function toArrow(table: TableLike): Uint8Array {
  const data = expanded(table)
  const columns = data.columnNames().map((name) => typedColumn(data, name))
  const fields = columns.map(({ name, kind }) => {
    return field(name, TYPES[kind], true, kind === 'json' ? JSON_TYPE : null)
  })
  const arrays = columns.map(({ kind, values }) => {
    // Given as integers, since of a double flechette would make microseconds that are not whole.
    const stored = kind === 'date' ? int32() : isLong(kind) ? int64() : TYPES[kind]
    const { data } = columnFromValues(kind === 'date' ? values.map(day) : values, stored)
    return new Column([...data], TYPES[kind])
  })
  const bytes = tableToIPC(new Table({ fields }, arrays), { format: 'file' })
  return bytes ?? new Uint8Array()
}

function isLong(kind: ColumnKind): boolean {
  return kind === 'integer' || kind === 'time' || kind === 'instant'
}

function day(value: unknown): number | null {
  return value === null ? null : Number(value)
}

const TYPES: Readonly<Record<ColumnKind, DataType>> = {
  integer: int64(),
  number: float64(),
  boolean: bool(),
  text: utf8(),
  json: utf8(),
  date: dateDay(),
  time: timestamp(TimeUnit.MICROSECOND),
  instant: timestamp(TimeUnit.MICROSECOND, 'UTC'),
}

// Source: arrow.apache.org/docs/format/CanonicalExtensions.html
const JSON_TYPE = new Map([
  ['ARROW:extension:name', 'arrow.json'],
  ['ARROW:extension:metadata', ''],
])
