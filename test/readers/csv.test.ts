import { join } from 'node:path'
import { expect, test } from 'vitest'
import { IssueError, type FileProblem } from '../../src/issue.js'
import { readCsv, type CsvColumns } from '../../src/readers/csv.js'
import { folderOf } from '../support/runs.js'

function read(
  content: string | Uint8Array,
  delimiter = ',',
): { columns: CsvColumns; problems: [string, number | undefined][] } {
  const problems: [string, number | undefined][] = []
  const report = ({ code, line }: FileProblem): void => void problems.push([code, line])
  const columns = readCsv(join(folderOf({ 'a.csv': content }), 'a.csv'), { delimiter, report })
  return { columns, problems }
}

test('columns by name, numbers as Python writes them', () => {
  const text =
    '\ufeffepoch,loss,note\r\n0,1e-05,first\r\n1,nan,"a ""b"", c\r\nd"\r\n2,-inf,\r\n3,Infinity,info\r\n'
  expect(read(text)).toStrictEqual({
    columns: {
      epoch: [0, 1, 2, 3],
      loss: [1e-5, NaN, -Infinity, Infinity],
      note: ['first', 'a "b", c\r\nd', null, 'info'],
    },
    problems: [],
  })
})

test.each([
  ['1', 1],
  ['-0.5', -0.5],
  ['+1.', 1],
  ['.5E+3', 500],
  [' 7 ', 7],
  ['9007199254740993', 9007199254740993n],
  ['+12345678901234567890', 12345678901234567890n],
  ['1e400', Infinity],
  ['-NaN', NaN],
  ['0x10', '0x10'],
  ['1_000', '1_000'],
  ['1,5', '1,5'],
  ['True', 'True'],
  ['infinite', 'infinite'],
  ['nano', 'nano'],
  ['-', '-'],
  ['2022-05-17', '2022-05-17'],
])('a cell %j', (cell, value) => {
  expect(read(`a;b\n${cell};x\n`, ';').columns['a']).toStrictEqual([value])
})

test('tabs', () => {
  expect(read('a\tb\n1\tx,y\n', '\t').columns).toEqual({ a: [1], b: ['x,y'] })
})

test('nothing, a header alone, blank lines', () => {
  expect(read('')).toEqual({ columns: {}, problems: [] })
  expect(read('a,b')).toEqual({ columns: { a: [], b: [] }, problems: [] })
  expect(read('a,b\n\n1,2\n\n').columns).toEqual({ a: [1], b: [2] })
})

test('rows that do not fit the header are left out and told', () => {
  const { columns, problems } = read('a,b\n1,2\n3\n4,5,6\n\n7,8\n9')
  expect(columns).toEqual({ a: [1, 7], b: [2, 8] })
  expect(problems).toEqual([
    ['csv-syntax', 3],
    ['csv-syntax', 4],
    ['csv-syntax', 7],
  ])
})

test('a quote that is not closed costs its own row', () => {
  const { columns, problems } = read('a,b\n1,2\n\n3,"x\n5,6\r\n7,y\n')
  expect(columns).toEqual({ a: [1, 5, 7], b: [2, 6, 'y'] })
  expect(problems).toEqual([['csv-syntax', 4]])
})

test('half a last row is left out', () => {
  const { columns, problems } = read('a,b\r\n1,"x\r\ny"\r\n2,"ha')
  expect(columns).toEqual({ a: [1], b: ['x\r\ny'] })
  expect(problems).toEqual([['csv-syntax', 4]])
})

test('a quote within a cell is text', () => {
  expect(read('a,b\n5" disk,2\n').columns).toEqual({ a: ['5" disk'], b: [2] })
})

test('columns of one name are kept apart and told', () => {
  const { columns, problems } = read('a,a,a.1,,__proto__\n1,2,3,4,5\n')
  expect(Object.entries(columns)).toEqual([
    ['a', [1]],
    ['a.2', [2]],
    ['a.1', [3]],
    ['', [4]],
    ['__proto__', [5]],
  ])
  expect(problems).toEqual([['csv-syntax', 1]])
})

test('a file of quotes ends in time', () => {
  const { problems } = read('a,b\n' + '1,"\n'.repeat(100_001))
  expect(problems.length).toBeLessThanOrEqual(22)
  expect(read('a\n"' + 'x'.repeat(5_000_000)).problems).toEqual([['csv-syntax', 2]])
})

test('binary data is refused; without report a problem is thrown', () => {
  expect(() => read('a,b\0\n')).toThrow(IssueError)
  const file = join(folderOf({ a: 'x,y\n1' }), 'a')
  expect(() => readCsv(file)).toThrow('Line 2')
})
