import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { ColumnTable } from 'arquero'
import type { Compressors, FileMetaData, ParquetParsers, SchemaElement } from 'hyparquet'
import { readBytes } from '../readers/bytes.js'
import { parseJson } from '../readers/json.js'
import { orDamaged } from './damaged.js'
import { dateAt, microsOf } from './date-kind.js'
import { checkPages } from './parquet-pages.js'
import { exact, tableOf } from './table-of.js'

/**
 * A table of a Parquet file, compressed with Snappy, gzip or Brotli or not at all. Integers are
 * numbers, or bigints where a number would not hold them; texts of the type JSON are what they say.
 */
export async function readParquet(path: string): Promise<ColumnTable> {
  const bytes = readBytes(path)
  return orDamaged(path, 'Parquet', async () => {
    const { parquetMetadata, parquetScan, snappyUncompress } = await import('hyparquet')
    const file = {
      byteLength: bytes.length,
      slice: (start: number, end?: number) => Uint8Array.from(bytes.subarray(start, end)).buffer,
    }
    const metadata = parquetMetadata(file.slice(0), { parsers: PARSERS, geoparquet: false })
    const elements = singleColumns(metadata)
    await checkPages(bytes, metadata, elements, (codec, page, length) => {
      if (codec === 'UNCOMPRESSED') return page
      if (codec !== 'SNAPPY') return COMPRESSORS[codec as 'GZIP']?.(page, length) ?? unknown(codec)
      const output = new Uint8Array(length)
      snappyUncompress(page, output)
      return output
    })
    const options = { metadata, parsers: PARSERS, compressors: COMPRESSORS, geoparquet: false }
    const scan = await parquetScan({ file, ...options, utf8: false })
    const columns = new Map<string, unknown[]>()
    for (const element of elements) {
      const convert = valueOf(element)
      const values: unknown[] = []
      for (const range of scan.ranges) {
        const part: ArrayLike<unknown> = await scan.readColumn({ column: element.name, ...range })
        for (let i = 0; i < part.length; i++) values.push(convert(part[i]))
      }
      columns.set(element.name, values)
    }
    return tableOf(columns)
  })
}

// A byte order mark is a part of the text: it is not the start of a file.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const instant = (micros: bigint): unknown => dateAt(micros, 'instant')
const json = (text: string): unknown => parseJson(text).value ?? text

const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => instant(millis * 1000n),
  timestampFromMicroseconds: (micros) => instant(micros),
  timestampFromNanoseconds: (nanos) => instant(nanos / 1000n),
  dateFromDays: (days) => dateAt(BigInt(days) * 86_400_000_000n, 'date'),
  stringFromBytes: (bytes) => decoder.decode(bytes),
  jsonFromBytes: (bytes) => json(decoder.decode(bytes)),
}

const COMPRESSORS: Compressors = {
  GZIP: (input, maxOutputLength) => gunzipSync(input, { maxOutputLength }),
  BROTLI: (input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength }),
}

function unknown(codec: string): never {
  throw new Error(`its compression, ${codec}, is not known; write it with Snappy or gzip`)
}

function singleColumns({ schema }: FileMetaData): SchemaElement[] {
  const columns = schema.slice(1)
  const nested = columns.find(({ num_children: children, repetition_type: repetition }) => {
    return (children ?? 0) > 0 || repetition === 'REPEATED'
  })
  if (nested === undefined) return columns
  throw new Error(`the column '${nested.name}' is of lists or maps; write these as JSON`)
}

function valueOf({
  type,
  converted_type,
  logical_type,
}: SchemaElement): (value: unknown) => unknown {
  const isText = converted_type === 'ENUM' || logical_type?.type === 'ENUM'
  const isJson = logical_type?.type === 'JSON'
  const isLocal =
    type === 'INT96' || (logical_type?.type === 'TIMESTAMP' && !logical_type.isAdjustedToUTC)
  return (value) => {
    if (isLocal && value instanceof Date) return dateAt(microsOf(value), 'time')
    if ((isText || isJson) && value instanceof Uint8Array) {
      const text = decoder.decode(value)
      return isJson ? json(text) : text
    }
    return typeof value === 'bigint' ? exact(value) : (value ?? null)
  }
}
