import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { IssueError } from '../../../src/issue.js'
import { NdArray } from '../../../src/nd-array.js'
import { parseNpy, readNpy } from '../../../src/readers/numpy/npy.js'
import { Timestamp } from '../../../src/timestamp.js'
import { fromPython } from '../../support/python.js'

const folder = 'test/fixtures/numpy'

interface Expected {
  dtype: string
  shape: number[]
  data: unknown
}

const text = readFileSync(join(folder, 'expected.json'), 'utf8')
const expected = JSON.parse(text) as Record<string, Expected>

/** Arrays within arrays, as the expected file has them; dates with their text. */
function comparable(value: unknown): unknown {
  if (value instanceof Timestamp) return { date: value.text, time: value.getTime() }
  if (value instanceof NdArray) {
    const { dtype, shape } = value
    return { dtype, shape, data: comparable(value.toList()) }
  }
  if (Array.isArray(value)) return value.map(comparable)
  const isPlain = typeof value === 'object' && value?.constructor === Object
  return isPlain
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)]))
    : value
}

test.each(Object.entries(expected))('%s.npy is what NumPy reads in it', (name, array) => {
  const read = readNpy(join(folder, `${name}.npy`))
  const { dtype, ...rest } = comparable(read) as Expected
  expect(rest).toStrictEqual(comparable(fromPython({ shape: array.shape, data: array.data })))
  // A field's title is not kept.
  if (name !== 'record_title') expect(dtype).toBe(array.dtype)
})

test('numbers are typed arrays', () => {
  const dataOf = (name: string): unknown => readNpy(join(folder, `${name}.npy`)).data
  expect(dataOf('float64_big')).toBeInstanceOf(Float64Array)
  expect(dataOf('float16')).toBeInstanceOf(Float32Array)
  expect(dataOf('int16_big')).toStrictEqual(Int16Array.of(-2, 258))
  expect(dataOf('int64_big')).toStrictEqual(BigInt64Array.of(-5n, 2n ** 60n))
  expect(dataOf('fortran2')).toStrictEqual(BigInt64Array.of(0n, 1n, 2n, 3n, 4n, 5n))
})

test('an array of Python objects is read from its pickle', () => {
  const array = readNpy(join(folder, 'objects.npy'))
  expect(array.dtype).toBe('object')
  expect(array.toList()).toStrictEqual([
    [1, 'a'],
    [null, [0.5]],
  ])
})

const file = (header: string, data: Uint8Array = new Uint8Array(0), version = 1): Uint8Array => {
  const length = Buffer.alloc(version === 1 ? 2 : 4)
  length.writeUIntLE(header.length, 0, length.length)
  const magic = Buffer.from(`\x93NUMPY${String.fromCharCode(version)}\0`, 'latin1')
  return Buffer.concat([magic, length, Buffer.from(header, 'latin1'), data])
}

function problemOf(bytes: Uint8Array): { code: string; message: string } {
  try {
    parseNpy(bytes, 'a.npy')
  } catch (error) {
    if (error instanceof IssueError) return error.problem
    throw error
  }
  throw new Error('it was read')
}

test.each([
  ['shape (2,)', '(2,)', 'takes 16 bytes, but there are 8'],
  ['a negative length', '(-1,)', 'not a shape'],
  ['an overflowing shape', `(${2 ** 40}, ${2 ** 40})`, 'too large'],
  ['a length beyond doubles', `(${'9'.repeat(400)},)`, 'not a shape'],
  ['rows of nothing', `(${2 ** 40}, 0)`, 'too large'],
  ['too many dimensions', `(${'1, '.repeat(65)})`, 'not a shape'],
  ['a text', "'abc'", 'lacks'],
])('%s is not believed', (_, shape, message) => {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}}`
  const problem = problemOf(file(header, new Uint8Array(8)))
  expect(problem.code).toBe('file-damaged')
  expect(problem.message).toContain(message)
})

test.each([
  ["'<f16'"],
  ["'|O8x'"],
  ["'<U99999999999999999999'"],
  ["'<M8[parsec]'"],
  ["[('a', '<f8'), 3]"],
  ['[]*3'],
  ["__import__('os').system('touch /tmp/owned')"],
  ["[('a', '<f8', (-1,))]"],
  ['['.repeat(1000)],
  [`${"[('a', ".repeat(30)}'<f8'${')]'.repeat(30)}, 5`],
])('the type %s is refused', (descr) => {
  const header = `{'descr': ${descr}, 'fortran_order': False, 'shape': (1,)}`
  expect(problemOf(file(header, new Uint8Array(8))).code).toBe('file-damaged')
})

test('many items that take no bytes are refused', () => {
  const header = `{'descr': '|V0', 'fortran_order': False, 'shape': (${10 ** 15},)}`
  expect(problemOf(file(header)).message).toContain('too large')
})

test('headers of Python 2 are read', () => {
  const header = "{'descr': u'<f8', 'fortran_order': False, 'shape': (1L,), }\n"
  const data = new Uint8Array(Float64Array.of(2.5).buffer)
  expect(parseNpy(file(header, data), 'a.npy').toList()).toEqual([2.5])
  expect(parseNpy(file(header, data, 2), 'a.npy').toList()).toEqual([2.5])
})

test('code points that do not exist do not throw', () => {
  const header = "{'descr': '<U2', 'fortran_order': False, 'shape': (1,)}"
  const data = new Uint8Array(Uint32Array.of(97, 0xffffffff).buffer)
  expect(parseNpy(file(header, data), 'a.npy').toList()).toEqual(['a\ufffd'])
})

test('dates beyond what a Date holds are text', () => {
  const dateOf = (unit: string, count: bigint): unknown => {
    const header = `{'descr': '<M8[${unit}]', 'fortran_order': False, 'shape': ()}`
    const data = new Uint8Array(BigInt64Array.of(count).buffer)
    return parseNpy(file(header, data), 'a.npy').toList()
  }
  expect(dateOf('Y', 2n ** 62n)).toBe('4611686018427389874-01-01')
  expect(dateOf('D', -(2n ** 63n) + 1n)).toMatch(/^-\d+-\d\d-\d\d$/)
  expect(String(dateOf('Y', 10_000n))).toBe('11970-01-01')
  expect(String(dateOf('ns', 1_500_000_001n))).toBe('1970-01-01 00:00:01.500000001')
  expect(String(dateOf('as', -1n))).toBe('1969-12-31 23:59:59.999999999999999999')
})

test('a file cut off anywhere, or with a byte changed, never crashes the reading', () => {
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.npy'))) {
    const bytes = new Uint8Array(readFileSync(join(folder, name)))
    for (let end = 0; end < bytes.length; end += 7) {
      expect(problemOf(bytes.subarray(0, end)).code).toMatch(/^(file|pickle)-/)
    }
    for (let at = 0; at < bytes.length; at += 3) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      try {
        parseNpy(changed, name).toList()
      } catch (error) {
        expect(error).toBeInstanceOf(IssueError)
      }
    }
  }
})
