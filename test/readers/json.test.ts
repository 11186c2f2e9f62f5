import fc from 'fast-check'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { IssueError, type FileProblem } from '../../src/issue.js'
import { parseJsonExactly } from '../../src/readers/json-exact.js'
import { parseJson, readJson } from '../../src/readers/json.js'
import { folderOf } from '../support/runs.js'

test('what Python writes is read', () => {
  const text = `{"loss": NaN, "best": -Infinity, "worst": Infinity, "id": 12345678901234567890,
    "lr": 1e-05, "large": 1e+16, "exact": 9007199254740993, "name": "\\u00fc\\ud800", "n": -0}`
  expect(parseJson(text)).toStrictEqual({
    value: {
      loss: NaN,
      best: -Infinity,
      worst: Infinity,
      id: 12345678901234567890n,
      lr: 1e-5,
      large: 1e16,
      exact: 9007199254740993n,
      name: 'ü\ud800',
      n: -0,
    },
    problems: [],
  })
})

test.each([
  ['null', null],
  ['"a"', 'a'],
  ['9007199254740991', 9007199254740991],
  ['1e999', Infinity],
])('%s stands alone', (text, value) =>
  expect(parseJson(text)).toStrictEqual({ value, problems: [] }),
)

test('the last of two keys counts, and its line is told', () => {
  const { value, problems } = parseJson('{"a": 1,\n "b": {"c": 2,\n "c": 3},\n "\\u0061": 4}')
  expect(value).toEqual({ a: 4, b: { c: 3 } })
  expect(problems).toMatchObject([
    { code: 'json-duplicate-key', line: 3 },
    { code: 'json-duplicate-key', line: 4 },
  ])
})

test('text that looks like a key is not one', () => {
  const value = { a: '":":":', 'b": ': '"x": ' }
  expect(parseJson(JSON.stringify(value))).toEqual({ value, problems: [] })
})

test('__proto__ is a key like any other', () => {
  for (const text of ['{"__proto__": {"x": 1}}', '{"__proto__": {"x": NaN}}']) {
    const { value } = parseJson(text)
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  }
  expect(parseJson('{"__proto__": 1, "__proto__": 2}').problems).toHaveLength(1)
})

test.each([
  ['', 1, 'ends too early'],
  ['{"a": 1,\n"b"', 2, 'ends too early'],
  ['{"a": 1,\n"b": "x', 2, 'has no end'],
  ['{"a": 1}\n{"a": 2}', 2, 'more after the end'],
  ['[1,]', 1, 'not a value'],
  ['[1 2]', 1, 'a comma or ]'],
  ["{'a': 1}", 1, 'a key in double quotes'],
  ['{"a" 1}', 1, 'a colon'],
  ['[01]', 1, 'a comma or ]'],
  ['[-NaN]', 1, 'not a value'],
  ['["\\x"]', 1, 'escape'],
  ['["\t"]', 1, 'control character'],
  ['\u00a0[]', 1, 'not a value'],
])('%j is no JSON', (text, line, message) => {
  const { value, problems } = parseJson(text)
  expect(value).toBeUndefined()
  expect(problems).toMatchObject([{ code: 'json-syntax', line }])
  expect(problems[0]?.message).toContain(message)
})

test('depth is bounded, also where JSON.parse has no bound', () => {
  const nested = (depth: number): string => '[{"a":'.repeat(depth) + '1' + '}]'.repeat(depth)
  expect(parseJson(nested(200)).problems).toEqual([])
  for (const text of [nested(400), nested(100_000), '['.repeat(1_000_000)]) {
    expect(parseJson(text).problems).toMatchObject([{ code: 'json-syntax' }])
  }
})

test('an integer is exact, however long, and too long at some point', () => {
  expect(parseJson('1'.repeat(4300)).value).toBe(BigInt('1'.repeat(4300)))
  expect(parseJson('1'.repeat(5000)).problems[0]?.message).toContain('5000 digits')
})

/** With numbers as JSON.parse has them. */
function inexact(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inexact)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inexact(item)]))
}

test('the exact parser gives what JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.nat({ max: 3 }), (text, indent) => {
      const value: unknown = JSON.parse(text)
      expect(inexact(parseJsonExactly(JSON.stringify(value, null, indent)).value)).toStrictEqual(
        value,
      )
      expect(inexact(parseJsonExactly(text).value)).toStrictEqual(value)
      expect(inexact(parseJson(text).value)).toStrictEqual(value)
    }),
    { numRuns: 500 },
  )
})

test('it takes exactly the texts that JSON.parse takes, but for NaN and the infinities', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '\\',
    '\\u00e9',
    '\\u12',
    '-',
    '0',
    '1',
    '.',
  ]
  const more = ['5', 'e', 'E+', 'true', 'null', 'fals', ' ', '\n', '\t', '\u0000', 'é', '\u2028']
  const texts = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 12 })
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('')
      let value: unknown
      try {
        value = JSON.parse(text)
      } catch {
        value = undefined
      }
      expect(parseJsonExactly(text).value).toStrictEqual(value)
    }),
    { numRuns: 3000 },
  )
})

test('whatever the text, it does not throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 30 }), (text) => void parseJson(text)),
  )
})

test('a file is read, with a byte order mark too', () => {
  const folder = folderOf({ 'a.json': '\ufeff{"a": NaN}', 'b.json': '{"a": 1,\n "a"' })
  expect(readJson(join(folder, 'a.json'))).toEqual({ a: NaN })
  const problems: FileProblem[] = []
  const file = join(folder, 'b.json')
  expect(readJson(file, { report: (problem) => problems.push(problem) })).toBeUndefined()
  expect(problems).toMatchObject([{ code: 'json-syntax', file, line: 2 }])
  expect(() => readJson(file)).toThrow(IssueError)
})
