import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aq, NdArray, parseNumber, Timestamp, toCSV, toTSV } from '../../src/index.js'

function cell(value: unknown): string {
  return toTSV(aq.table({ x: [value] })).slice(2, -1)
}

test('a header row and a row a row, each with its end', () => {
  const table = aq.table({ lr: [0.1, 0.01], note: ['a', null], ok: [true, false] })
  expect(toTSV(table)).toBe('lr\tnote\tok\n0.1\ta\tTRUE\n0.01\t\tFALSE\n')
  expect(toCSV(table)).toBe('lr,note,ok\n0.1,a,TRUE\n0.01,,FALSE\n')
})

test('the order and the filter of the table are kept', () => {
  const table = aq
    .table({ x: [1, 2, 3] })
    .filter((d: { x: number }) => d.x > 1)
    .orderby(aq.desc('x'))
  expect(toTSV(table)).toBe('x\n3\n2\n')
})

test.each<[unknown, string]>([
  [null, ''],
  [undefined, ''],
  [true, 'TRUE'],
  [1e-5, '0.00001'],
  [1e-7, '1e-7'],
  [0.1 + 0.2, '0.30000000000000004'],
  [1e21, '1e+21'],
  [-0, '-0'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
  [12345678901234567890n, '12345678901234567890'],
  [new Timestamp('2022-05-17', 0), '2022-05-17'],
  [new Timestamp('2022-05-17 07:43:42', 0), '2022-05-17 07:43:42'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [[1, 'a', null], '"[1,""a"",null]"'],
  [[1, 2n ** 64n, NaN], '"[1,18446744073709551616,NaN]"'.replaceAll('"', '')],
  [{ a: [true] }, '"{""a"":[true]}"'],
  [new Map<unknown, unknown>([[1, 'a']]), '"{""1"":""a""}"'],
  [new Set(['a']), '"[""a""]"'],
  [
    { steps: Float64Array.of(1, 2), values: Float64Array.of(0.5, NaN) },
    '"{""steps"":[1,2],""values"":[0.5,NaN]}"',
  ],
  [new Uint8Array([104, 105]), 'aGk='],
  ['plain text', 'plain text'],
  ['tab\there', '"tab\there"'],
  ['line\nbreak', '"line\nbreak"'],
  ['line\rbreak', '"line\rbreak"'],
  ['say "hi"', '"say ""hi"""'],
])('%o is written as %j', (value, text) => {
  expect(cell(value)).toBe(text)
})

test.each([
  '1',
  '1e-4',
  '-5',
  '',
  'TRUE',
  'false',
  'nan',
  ' x',
  'x ',
  '2022-05-17',
  '[1]',
  '{}',
  'inf',
])('the text %j is in quotes, for it would read as something else', (text) => {
  expect(cell(text)).toBe(`"${text}"`)
})

describe('formulas', () => {
  const formulas = ['=1+1', '@SUM(A1)', '+cmd|x', '-a', '\tx', '\rx', '＝1', "'=1"]
  test.each(formulas)('%j is disarmed', (text) => {
    expect(cell(text).replace(/^"/, '')).toMatch(/^'/)
  })

  test.each(['-0.5', '+1', '-1e-5', "it's", "'quoted'", 'a=b', 'x@y'])(
    '%j is left as it is',
    (text) => {
      expect(cell(text).replaceAll('"', '')).toBe(text)
    },
  )

  test('stay when they are asked for, and are disarmed in names of columns too', () => {
    const table = aq.table({ '=a': ['=1'] })
    expect(toTSV(table)).toBe("'=a\n'=1\n")
    expect(toTSV(table, { formulas: 'keep' })).toBe('=a\n=1\n')
  })
})

test('what was written reads back as the same values', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '',
      '1',
      'TRUE',
      'NaN',
      "'=1",
      '=1',
      '-',
      '"',
      '\t',
      '\r\n',
      ' ',
      '[',
      '1e5',
      '0x1',
    ),
  )
  const value = fc.oneof(
    fc.double(),
    fc.boolean(),
    text,
    fc.constant(null),
    fc.bigInt({ min: 2n ** 60n }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 1 }), (rows) => {
      const table = aq.table({ a: rows.map(([a]) => a), b: rows.map(([, b]) => b) })
      for (const [delimiter, written] of [
        ['\t', toTSV(table)],
        [',', toCSV(table)],
      ] as const) {
        const [header, ...read] = parse(written, {
          delimiter,
          cast: readCell,
          relax_column_count: false,
        })
        expect(header).toEqual(['a', 'b'])
        expect(read).toEqual(rows.map((row) => row.map(byValue)))
      }
    }),
    { numRuns: 500 },
  )
})

/** A cell as the docs say that it is to be read: quotes mean text, and a ' disarms a formula. */
function readCell(text: string, { quoting }: { quoting: boolean }): unknown {
  const armed = text.replace(/^'(?='*[=+\-@\t\r\n＋－＝＠])/, '')
  if (quoting) return armed
  if (text === '') return null
  if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE'
  return /^-?\d{16,}$/.test(text) ? BigInt(text) : (parseNumber(text) ?? armed)
}

/** A whole number of many digits is the same text, and the same value, as number and as bigint. */
function byValue(value: unknown): unknown {
  return typeof value === 'number' && /^-?\d{16,}$/.test(String(value))
    ? BigInt(String(value))
    : value
}

test('a cell of shared lists, or of one that holds itself, ends', () => {
  const own: unknown[] = [1]
  own.push(own, new NdArray('int64', [2], Float64Array.of(1, 2)))
  expect(cell(own)).toBe('"[1,""..."",[1,2]]"')
  expect(cell(new Float64Array(2e6))).toBe('"""..."""')
  let many: unknown[] = ['lol']
  for (let i = 0; i < 60; i++) many = [many, many]
  expect(cell(many).length).toBeLessThan(20_000_000)
})
