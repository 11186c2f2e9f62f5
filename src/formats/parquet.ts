import type { SchemaElement } from 'hyparquet-writer'
import type { TableLike } from '../table-like.js'
import { expanded } from './expanded.js'
import { typedColumn, type ColumnKind } from './typed-column.js'

/**
 * A table as a Parquet file, compressed with Snappy.
 *
 * A column of numbers is of doubles, or where all are integers (a bigint is one) of 64-bit ones;
 * texts, booleans, dates and times are what they are, times in microseconds, those with a zone in
 * UTC. Bytes are texts in base64; lists, maps and values of several kinds are JSON. Missing values
 * are null and NaN is NaN. An estimate is numbers in columns of their own (`acc_mean`, `acc_ci95`,
 * `acc_n`).
 *
 * @example
 * writeFileSync('runs.parquet', await toParquet(aq.table({ lr: [0.1, 0.01] })))
 */
export async function toParquet(table: TableLike): Promise<Uint8Array> {
  const { ByteWriter, parquetWrite } = await import('hyparquet-writer')
  const data = expanded(table)
  const columns = data.columnNames().map((name) => typedColumn(data, name))
  const writer = new ByteWriter()
  await parquetWrite({
    writer,
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, kind }): SchemaElement => {
        return { ...ELEMENTS[kind], name, repetition_type: 'OPTIONAL' }
      }),
    ],
    columnData: columns.map(({ name, kind, values }) => {
      return {
        name,
        data: kind === 'json' ? values.map(utf8) : kind === 'date' ? days(values) : values,
      }
    }),
    createdBy: 'assay',
  })
  return writer.getBytes()
}

const ELEMENTS: Readonly<Record<ColumnKind, Partial<SchemaElement>>> = {
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  // The writer would make JSON anew of what has the converted type too.
  json: { type: 'BYTE_ARRAY', logical_type: { type: 'JSON' } },
  date: { type: 'INT32', converted_type: 'DATE' },
  time: {
    type: 'INT64',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
  },
  instant: {
    type: 'INT64',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  },
}

const encoder = new TextEncoder()

function utf8(text: string | null): Uint8Array | null {
  return text === null ? null : encoder.encode(text)
}

function days(values: readonly (bigint | null)[]): (number | null)[] {
  return values.map((day) => (day === null ? null : Number(day)))
}
