import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aq,
  AssayError,
  IssueError,
  readTable,
  Timestamp,
  toCSV,
  toJSON,
  toTSV,
} from '../../src/index.js'
import type { FileProblem } from '../../src/issue.js'
import { columnValues, type TableLike } from '../../src/table-like.js'
import { folderOf, temporaryFolder } from '../support/runs.js'

const WRITERS = { tsv: toTSV, csv: toCSV, json: toJSON } as const
type Format = keyof typeof WRITERS
const FORMATS = ['tsv', 'csv', 'json'] as const

function readBack(table: TableLike, format: Format): Record<string, unknown[]> {
  return read(`table.${format}`, WRITERS[format](table))
}

function contentOf(table: TableLike): Record<string, unknown[]> {
  return Object.fromEntries(table.columnNames().map((name) => [name, columnValues(table, name)]))
}

function read(name: string, content: string): Record<string, unknown[]> {
  return contentOf(readTable(join(folderOf({ [name]: content }), name)))
}

describe('what was written reads back as it was:', () => {
  const text = fc.oneof(
    // A text file that has NULs is taken for a damaged one.
    fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ' ')),
    fc.constantFrom('', '1', 'TRUE', 'nan', "'=1", '=1', '-', '"', '\t', '\r\n', ' ', '[', '[1]'),
    fc.constantFrom('1e5', '0x1', '2022-05-17', '__proto__', 'constructor', 'a\ufeff', 'a,b'),
  )
  // A double beyond 2^53 that is whole is written as an integer is, and reads back as one.
  const number = fc.double().filter((x) => !Number.isInteger(x) || Number.isSafeInteger(x))
  const big = fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n })
  const list = fc.array(fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), text))
  const none = fc.constant(null)
  const columns = {
    numbers: fc.oneof(number, none),
    integers: fc.oneof(fc.integer(), big, none),
    texts: fc.oneof(text, none),
    booleans: fc.oneof(fc.boolean(), none),
    lists: fc.oneof(list, none),
    mixed: fc.oneof(number.filter(Number.isFinite), fc.boolean(), big, none, list, text),
  }
  const rows = fc.array(fc.record(columns), { minLength: 1 })

  test.each(FORMATS)('%s', (format) => {
    fc.assert(
      fc.property(rows, (records) => {
        const written = Object.fromEntries(
          Object.keys(columns).map((name) => [
            name,
            records.map((record) => record[name as keyof typeof record]),
          ]),
        )
        // Text of a list in JSON, with quotes in it, reads as the list.
        expect(readBack(aq.table(written), format)).toEqual(written)
      }),
      { numRuns: 100 },
    )
  })

  test.each(FORMATS)('names of columns, in %s', (format) => {
    const names = ['a b', '=1', "'=1", '1', 'TRUE', 'a\tb', 'ä,"', '[1]', 'constructor']
    const table = aq.table(names.map((name) => [name, [name]]))
    expect(Object.keys(readBack(table, format)).sort()).toEqual([...names].sort())
  })
})

test('dates stay what they are in TSV and CSV, and are texts in JSON', () => {
  const texts = ['1850-01-01', '2022-05-17 07:43:42.500001', '2022-05-17 02:00:00+02:00']
  const dates = texts.map((text) => new Timestamp(text, Date.parse(text.slice(0, 23))))
  const table = aq.table({ at: [...dates, null] })
  for (const format of ['tsv', 'csv'] as const) {
    expect(readBack(table, format)['at']?.map(String)).toEqual([...texts, 'null'])
  }
  expect(readBack(table, 'json')).toEqual({ at: [...texts, null] })
})

test('integers beyond 64 bits stay exact', () => {
  const written = { big: [2n ** 70n, null, 1, 0.5] }
  for (const format of FORMATS) expect(readBack(aq.table(written), format)).toEqual(written)
})

test('a table without rows keeps its columns, but for JSON, which has none', () => {
  for (const format of ['tsv', 'csv'] as const) {
    expect(readBack(aq.table({ a: [], b: [] }), format)).toEqual({ a: [], b: [] })
  }
  expect(readBack(aq.table({ a: [] }), 'json')).toEqual({})
})

test('formulas that were kept are read as they stand when that is said', () => {
  const table = aq.table({ '=a': ['=1', "'=1"] })
  const path = join(folderOf({ 't.tsv': toTSV(table, { formulas: 'keep' }) }), 't.tsv')
  expect(contentOf(readTable(path, { formulas: 'keep' }))).toEqual({ '=a': ['=1', "'=1"] })
})

test('a TSV that pandas wrote is read as pandas means it', () => {
  const written = 'name\tok\tx\tn\tday\n"a ""b"""\tTrue\t1e-05\t1\t2022-05-17\nc\tFalse\t\tinf\t\n'
  expect(read('p.tsv', written)).toEqual({
    name: ['a "b"', 'c'],
    ok: [true, false],
    x: [1e-5, null],
    n: [1, Infinity],
    day: [new Timestamp('2022-05-17', Date.UTC(2022, 4, 17)), null],
  })
})

test('CRLF, a byte order mark and blank lines are no part of a table', () => {
  expect(read('a.csv', '\ufeffa,b\r\n1,x\r\n\r\n2,y\r\n')).toEqual({
    a: [1, 2],
    b: ['x', 'y'],
  })
  expect(read('a.tsv', 'a\n1\n\n2\n')).toEqual({ a: [1, null, 2] })
})

describe('damage is told with the file and the line:', () => {
  function problems(name: string, content: string): FileProblem[] {
    const told: FileProblem[] = []
    readTable(join(folderOf({ [name]: content }), name), {
      report: (problem) => told.push(problem),
    })
    return told
  }

  test.each([
    ['a row with too few cells', 'a.tsv', 'a\tb\n1\t2\n3\n', 3, /^Line 3 of .*a\.tsv has 1 cells/],
    ['quotes that do not end', 'a.csv', 'a,b\n1,2\n"3,4\n', 3, /quotes that do not match/],
    ['a name twice', 'a.csv', 'a,a\n1,2\n', 1, /"a" twice; one is called a#2/],
  ])('%s', (_, name, content, line, message) => {
    const [problem] = problems(name, content)
    expect(problem).toMatchObject({ code: 'csv-syntax', line })
    expect(problem?.message).toMatch(message)
    expect(problem?.file).toMatch(name)
  })

  test.each([
    ['semicolons', 'a.csv', 'a;b\n0,1;2\n', 'csv-syntax'],
    ['a row that does not fit, when nothing is to be told', 'a.csv', 'a,b\n1\n', 'csv-syntax'],
    ['JSON that is cut off', 'a.json', '[\n{"a":1},\n{"a"', 'json-syntax'],
    ['JSON of another form', 'a.json', '{"a":[1]}', 'json-syntax'],
    ['JSON of no objects', 'a.json', '[1]', 'json-syntax'],
    ['text that is none', 'a.tsv', 'a\0b', 'file-binary'],
  ])('%s', (_, name, content, code) => {
    const error = thrownBy(() => read(name, content))
    expect(error).toBeInstanceOf(IssueError)
    expect((error as IssueError).problem).toMatchObject({ code })
    expect((error as IssueError).message).toContain(name)
  })

  test('a file that is not there, and a format that is not read', () => {
    expect(() => readTable('nowhere.tsv')).toThrow('There is no file nowhere.tsv')
    expect(() => readTable('a.parquet')).toThrow(AssayError)
  })
})

describe('a damaged copy ends in a table or an issue:', () => {
  const table = aq.table({
    x: Array.from({ length: 50 }, (_, i) => i / 7),
    n: Array.from({ length: 50 }, (_, i) => i % 3),
    s: Array.from({ length: 50 }, (_, i) => (i % 5 === 0 ? null : `name ${i % 4}`)),
    l: Array.from({ length: 50 }, (_, i) => [i, 'a']),
  })

  test.each(FORMATS)('%s', (format) => {
    const whole = Buffer.from(WRITERS[format](table))
    const path = join(temporaryFolder(), `t.${format}`)
    const place = fc.integer({ min: 0, max: whole.length - 1 })
    const byte = fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x22, 0x0a, 0x5b)
    fc.assert(
      fc.property(fc.array(fc.tuple(place, byte), { maxLength: 8 }), place, (changes, end) => {
        const damaged = Buffer.from(whole)
        for (const [at, value] of changes) damaged[at] = value
        writeFileSync(path, end % 4 === 0 ? damaged.subarray(0, end) : damaged)
        let read: TableLike | undefined
        const error = thrownBy(() => (read = readTable(path)))
        expect(error instanceof IssueError || read !== undefined).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
