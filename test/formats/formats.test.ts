import { expect, test } from 'vitest'
import { aq, Timestamp, toJSON, toMarkdown } from '../../src/index.js'

test('Markdown aligns numbers to the right and escapes what would be markup', () => {
  const table = aq.table({ lr: [0.1, null], 'a|b': ['x|y\nz', '<b>*'], ok: [true, false] })
  expect(toMarkdown(table)).toBe(
    [
      '| lr | a\\|b | ok |',
      '| ---: | --- | --- |',
      '| 0.1 | x\\|y<br>z | TRUE |',
      '|  | \\<b\\>\\* | FALSE |',
      '',
    ].join('\n'),
  )
})

test('JSON is strict, and keeps digits and kinds', () => {
  const table = aq.table({
    'a"b': [0.1, NaN],
    big: [2n ** 64n, null],
    day: [new Timestamp('2022-05-17', 0), undefined],
    list: [[1, -Infinity], { x: true }],
  })
  const text = toJSON(table)
  expect(text).toContain('"big":18446744073709551616')
  expect(JSON.parse(text)).toEqual([
    { 'a"b': 0.1, big: 2 ** 64, day: '2022-05-17', list: [1, '-Infinity'] },
    { 'a"b': 'NaN', big: null, day: null, list: { x: true } },
  ])
})

test('tables without rows are well-formed', () => {
  const table = aq.table({ a: [] })
  expect(JSON.parse(toJSON(table))).toEqual([])
  expect(toMarkdown(table)).toBe('| a |\n| ---: |\n')
})
