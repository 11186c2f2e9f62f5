import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FileProblem } from '../../src/issue.js'
import { parseJson } from '../../src/readers/json.js'
import { readJsonColumns } from '../../src/readers/jsonl-columns.js'
import { folderOf } from '../support/runs.js'

function columnsOf(content: string | Uint8Array): {
  columns: Record<string, { steps: number[]; values: unknown }>
  problems: FileProblem[]
} {
  const problems: FileProblem[] = []
  const file = join(folderOf({ 'a.json': content }), 'a.json')
  const { names, column } = readJsonColumns(file, { report: (problem) => problems.push(problem) })
  const entries = names.map((name) => {
    const points = column(name)
    return [name, { steps: Array.from(points?.steps ?? []), values: points?.values }] as const
  })
  return { columns: Object.fromEntries(entries), problems }
}

test('columns of numbers', () => {
  const { columns, problems } = columnsOf(
    '{"loss": 0.5, "epoch": 0}\n{"loss": NaN, "epoch": 1}\n{"loss": -Infinity, "epoch": 2}',
  )
  expect(columns).toStrictEqual({
    loss: { steps: [0, 1, 2], values: Float64Array.of(0.5, NaN, -Infinity) },
    epoch: { steps: [0, 1, 2], values: Float64Array.of(0, 1, 2) },
  })
  expect(problems).toEqual([])
})

test('steps are the numbers of the records', () => {
  const { columns } = columnsOf('{"a": 1}\n\n{"b": 2}\n{}\n{"a": 3, "b": 4}\n{"a": 5}\n')
  expect(columns['a']).toStrictEqual({ steps: [0, 3, 4], values: Float64Array.of(1, 3, 5) })
  expect(columns['b']).toStrictEqual({ steps: [1, 3], values: Float64Array.of(2, 4) })
})

test('other values than numbers make a list', () => {
  const { columns } = columnsOf(
    '{"a": 1}\n{"a": "x"}\n{"a": 12345678901234567890}\n{"a": 9007199254740993}\n{"a": [1]}\n{"a": 2}',
  )
  expect(columns['a']?.values).toStrictEqual([
    1,
    'x',
    12345678901234567890n,
    9007199254740993n,
    [1],
    2,
  ])
})

test('what is no record is reported and counts no step', () => {
  const { columns, problems } = columnsOf('{"a": 1}\n[2]\n{"a":\n3\n{"a": 4, "a": 5}\n{"a": 6')
  expect(columns['a']).toStrictEqual({ steps: [0, 1], values: Float64Array.of(1, 5) })
  expect(problems.map(({ code, line }) => [code, line])).toEqual([
    ['layout-mismatch', 2],
    ['json-syntax', 3],
    ['layout-mismatch', 4],
    ['json-duplicate-key', 5],
    ['json-syntax', 6],
  ])
})

test('keys of any text are columns', () => {
  const { columns } = columnsOf(
    '{"__proto__": 1, "größe": 2}\n{"__proto__": 3, "gr\\u00f6\\u00dfe": 4}\n',
  )
  expect(Object.keys(columns)).toEqual(['__proto__', 'größe'])
  expect(columns['größe']?.values).toEqual(Float64Array.of(2, 4))
})

test('no column of another name', () => {
  const { column } = readJsonColumns(join(folderOf({ a: '{"a": 1}' }), 'a'))
  expect(column('b')).toBeUndefined()
  expect(column('toString')).toBeUndefined()
})

/** What the columns are when each line is read by itself. */
function slowly(text: string): Record<string, { steps: number[]; values: unknown }> {
  const columns = new Map<string, { steps: number[]; values: unknown[] }>()
  let step = 0
  for (const line of text.split('\n')) {
    const { value } = parseJson(line)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue
    for (const [key, item] of Object.entries(value)) {
      if (!columns.has(key)) columns.set(key, { steps: [], values: [] })
      columns.get(key)?.steps.push(step)
      columns.get(key)?.values.push(item)
    }
    step += 1
  }
  return Object.fromEntries(
    Array.from(columns, ([key, { steps, values }]) => {
      const isNumbers = values.every((value) => typeof value === 'number')
      return [key, { steps, values: isNumbers ? Float64Array.from(values) : values }]
    }),
  )
}

test('reading in place gives what reading line by line gives', () => {
  const digits = (max: number): fc.Arbitrary<string> =>
    fc.stringMatching(new RegExp(`^[0-9]{0,${max}}$`))
  const written = fc
    .tuple(fc.constantFrom('', '-', '+'), digits(20), fc.option(digits(24)), fc.option(digits(3)))
    .map(([sign, whole, fraction, exponent]) =>
      [
        sign,
        whole === '' ? '0' : whole,
        fraction === null ? '' : `.${fraction}`,
        exponent === null ? '' : `e${sign === '+' ? '' : sign}${exponent}`,
      ].join(''),
    )
  const numbers = fc.oneof(
    { weight: 5, arbitrary: fc.double().map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: written },
    fc.integer().map(String),
    fc.constantFrom('NaN', 'Infinity', '-Infinity', '-0', '0', '1.', '.5', '"x"', 'true', '1e5}'),
  )
  const line = fc
    .tuple(
      numbers,
      numbers,
      fc.constantFrom(', ', ',', ' ,'),
      fc.constantFrom('}', '} ', '}\r', ''),
    )
    .map(([a, b, comma, end]) => `{"loss": ${a}${comma}"b": ${b}${end}`)
  fc.assert(
    fc.property(fc.array(line, { minLength: 10, maxLength: 40 }), (lines) => {
      // The first line says what is expected.
      const text = ['{"loss": 1, "b": 2}', ...lines].join('\n')
      expect(columnsOf(text).columns).toStrictEqual(slowly(text))
    }),
    { numRuns: 100 },
  )
})

test('the metric files of MLXP', () => {
  const folder = 'test/fixtures/mlxp/logs/21/metrics'
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
    const text = readFileSync(join(folder, name), 'utf8')
    expect(columnsOf(text).columns).toStrictEqual(slowly(text))
  }
})
