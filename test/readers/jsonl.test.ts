import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FileProblem } from '../../src/issue.js'
import { readJsonLines } from '../../src/readers/jsonl.js'
import { readLineBlocks } from '../../src/readers/text/line-blocks.js'
import { folderOf } from '../support/runs.js'

function read(content: string | Uint8Array): {
  lines: [number, unknown][]
  problems: FileProblem[]
} {
  const lines: [number, unknown][] = []
  const problems: FileProblem[] = []
  const file = join(folderOf({ 'a.jsonl': content }), 'a.jsonl')
  readJsonLines(
    file,
    (problem) => problems.push(problem),
    (value, line) => lines.push([line, value]),
  )
  return { lines, problems }
}

test('each line is a value; blank lines and a byte order mark are passed over', () => {
  const { lines, problems } = read('\ufeff{"a": 1}\r\n\n  \t\r\n[NaN]\n"x"\nnull')
  expect(lines).toEqual([
    [1, { a: 1 }],
    [4, [NaN]],
    [5, 'x'],
    [6, null],
  ])
  expect(problems).toEqual([])
})

test('half a last line is reported, the others are kept', () => {
  const { lines, problems } = read('{"a": 1}\n{"a": 2}\n{"a":')
  expect(lines).toHaveLength(2)
  expect(problems).toMatchObject([{ code: 'json-syntax', line: 3 }])
})

test('a file of nothing, of NULs, of binary data', () => {
  expect(read('')).toEqual({ lines: [], problems: [] })
  expect(read('\0\0\0\n{"a": 1}\n').lines).toEqual([[2, { a: 1 }]])
  const { lines, problems } = read(Buffer.from([0x22, 0xff, 0x22, 10, 0x31, 10]))
  expect(lines).toEqual([[2, 1]])
  expect(problems).toMatchObject([{ code: 'json-syntax', line: 1 }])
  expect(problems[0]?.message).toContain('UTF-8')
  expect(read('"\ufffd"\n')).toEqual({ lines: [[1, '\ufffd']], problems: [] })
})

test('of many bad lines the first are reported, the others counted', () => {
  const { lines, problems } = read('x\n'.repeat(1000) + '1\n')
  expect(lines).toEqual([[1001, 1]])
  expect(problems).toHaveLength(21)
  expect(problems[20]?.message).toContain('980 more')
})

test('a key that stands twice is told with its line', () => {
  const { lines, problems } = read('{"a": 1}\n{"a": 1, "a": 2}\n')
  expect(lines[1]).toEqual([2, { a: 2 }])
  expect(problems).toMatchObject([{ code: 'json-duplicate-key', line: 2 }])
})

test('lines lie over the borders of the blocks that are read', () => {
  const line = JSON.stringify({ text: 'é'.repeat(1000) })
  const { lines, problems } = read(`${line}\n`.repeat(2000) + '1')
  expect(problems).toEqual([])
  expect(lines).toHaveLength(2001)
  expect(lines.every(([number], index) => number === index + 1)).toBe(true)
  expect(lines[1234]?.[1]).toEqual(JSON.parse(line))
})

test('a line longer than a block is read, one longer than the limit passed over', () => {
  const long = `"${'x'.repeat(3 * 2 ** 20)}"`
  const file = join(folderOf({ a: `1\n${long}\n2\n${long}${long}${long}\n3` }), 'a')
  const seen: string[] = []
  const problems: FileProblem[] = []
  readLineBlocks(
    file,
    (problem) => problems.push(problem),
    (block, first) => {
      const parts = block.toString('latin1').replace(/\n$/, '').split('\n')
      seen.push(...parts.map((part, index) => `${first + index}:${part.length}`))
      return first + parts.length
    },
    2 ** 22,
  )
  expect(seen).toEqual(['1:1', `2:${long.length}`, '3:1', '4:0', '5:1'])
  expect(problems).toMatchObject([{ code: 'line-too-long', line: 4, file }])
})
