import { TimeUnit, tableFromIPC, Type } from '@uwdata/flechette'
import fc from 'fast-check'
import { parquetMetadataAsync, parquetReadObjects, type ParquetParsers } from 'hyparquet'
import { expect, test } from 'vitest'
import { aq, Timestamp, toArrow, toParquet } from '../../src/index.js'
import type { TableLike } from '../../src/table-like.js'

type Columns = Readonly<Record<string, readonly unknown[]>>

/** What the libraries read from what was written: times in microseconds, JSON as its text. */
const ROUND_TRIPS: Readonly<Record<string, (table: TableLike) => Promise<Columns>>> = {
  Parquet: async (table) => {
    const file = fileOf(await toParquet(table))
    const rows = await parquetReadObjects({ file, parsers: PARSERS })
    return Object.fromEntries(
      table.columnNames().map((name) => [name, rows.map((row): unknown => row[name])]),
    )
  },
  Arrow: (table) => {
    const options = { useBigInt: true, useBigIntTimestamp: true }
    const read = tableFromIPC(toArrow(table), options)
    return Promise.resolve(
      Object.fromEntries(
        read.names.map((name, i) => [name, Array.from(read.getChildAt<unknown>(i))]),
      ),
    )
  },
}
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const PARSERS: Partial<ParquetParsers> = {
  timestampFromMicroseconds: (micros) => micros,
  dateFromDays: (days) => days * 86_400_000,
  stringFromBytes: (bytes) => decoder.decode(bytes),
  jsonFromBytes: (bytes) => decoder.decode(bytes),
}
const formats = Object.entries(ROUND_TRIPS)

test.each(formats)('%s holds values of one kind as they are', async (_, roundTrip) => {
  const none = fc.constant(null)
  const columns = {
    numbers: fc.oneof(fc.double({ noInteger: true }), none),
    integers: fc.oneof(fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }), none),
    // flechette drops a byte order mark.
    texts: fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => text.replace(/^\ufeff/, '')),
      none,
    ),
    booleans: fc.oneof(fc.boolean(), none),
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record(columns), { minLength: 1 }), async (rows) => {
      const written = {
        numbers: rows.map(({ numbers }) => numbers),
        integers: rows.map(({ integers }) => integers),
        texts: rows.map(({ texts }) => texts),
        booleans: rows.map(({ booleans }) => booleans),
      }
      expect(await roundTrip(aq.table(written))).toEqual(written)
    }),
  )
})

test.each(formats)('%s has integers of 64 bits, and JSON of larger ones', async (_, roundTrip) => {
  const table = aq.table({ small: [1, null], mixed: [2n ** 60n, 1], huge: [2n ** 70n, 0.5] })
  expect(await roundTrip(table)).toEqual({
    small: [1n, null],
    mixed: [2n ** 60n, 1n],
    huge: [String(2n ** 70n), '0.5'],
  })
})

test.each(formats)('%s has lists, maps and several kinds as JSON', async (_, roundTrip) => {
  const table = aq.table({ lists: [[1, 'a'], null], mixed: ['a', NaN] })
  expect(await roundTrip(table)).toEqual({ lists: ['[1,"a"]', null], mixed: ['"a"', '"NaN"'] })
})

test.each(formats)('%s has dates, and times in microseconds', async (_, roundTrip) => {
  const day = new Timestamp('1850-01-01', Date.parse('1850-01-01'))
  const time = new Timestamp('1969-12-31 23:59:59.999999', -1)
  const zoned = new Timestamp('2022-05-17 02:00:00+02:00', Date.UTC(2022, 4, 17))
  const table = aq.table({ day: [day, null], time: [time, null], zoned: [zoned, null] })
  expect(await roundTrip(table)).toEqual({
    day: [Date.parse('1850-01-01'), null],
    time: [-1n, null],
    zoned: [BigInt(Date.UTC(2022, 4, 17)) * 1000n, null],
  })
})

test.each(formats)('%s has names of any kind, and tables of any length', async (_, roundTrip) => {
  const names = ['a b', '=1', 'ä,"', '[1]', 'constructor']
  const named = aq.table(names.map((name) => [name, [name]] as [string, string[]]))
  expect(Object.keys(await roundTrip(named))).toEqual(names)
  // Of several row groups.
  const x = Array.from({ length: 2500 }, (_, i) => i + 0.5)
  expect(await roundTrip(aq.table({ x }))).toEqual({ x })
  expect(await roundTrip(aq.table({ x: [] }))).toEqual({ x: [] })
})

test('a time knows whether it has a zone, and JSON that it is', async () => {
  const at = Date.UTC(2022, 4, 17)
  const table = aq.table({
    local: [new Timestamp('2022-05-17 00:00:00', at)],
    zoned: [new Timestamp('2022-05-17 00:00:00+00:00', at)],
    json: [[1]],
  })
  const { schema } = await parquetMetadataAsync(fileOf(await toParquet(table)))
  const time = { type: 'TIMESTAMP', unit: 'MICROS' }
  expect(schema.slice(1).map(({ logical_type: type }) => type)).toEqual([
    { ...time, isAdjustedToUTC: false },
    { ...time, isAdjustedToUTC: true },
    { type: 'JSON' },
  ])

  const { fields } = tableFromIPC(toArrow(table)).schema
  const ticks = { typeId: Type.Timestamp, unit: TimeUnit.MICROSECOND }
  expect(fields.map(({ type }) => type)).toMatchObject([
    { ...ticks, timezone: null },
    { ...ticks, timezone: 'UTC' },
    { typeId: Type.Utf8 },
  ])
  expect(fields[2]?.metadata.get('ARROW:extension:name')).toBe('arrow.json')
})

function fileOf({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
}
