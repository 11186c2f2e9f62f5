import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/readers/yaml/parse.js'

describe('a tag that is not plain data', () => {
  test.each([
    ['a function', 'a: 1\nb: !!python/name:os.system x\nc: 2\n', '!!python/name:os.system'],
    ['an object', 'a: 1\nb: !!python/object:m.C {x: 1}\nc: 2\n', '!!python/object:m.C'],
    [
      'a call',
      'a: 1\nb: !!python/object/apply:os.system [ls]\nc: 2\n',
      '!!python/object/apply:os.system',
    ],
    ['a private tag', 'a: 1\nb: !custom\n  x: 1\nc: 2\n', '!custom'],
    ['a full name', 'a: 1\nb: !<x:y> 1\nc: 2\n', '!<x:y>'],
    ['a bare =', 'a: 1\nb: =\nc: 2\n', '='],
    ['a << that is a value', 'a: 1\nb: <<\nc: 2\n', '<<'],
  ])('%s is left out and named, the rest is kept', (_, text, tag) => {
    const { value, problems } = parseYaml(text)
    expect(value).toEqual({ a: 1, c: 2 })
    expect(problems).toMatchObject([
      { code: 'yaml-tag', line: 2, message: expect.stringContaining(`\`${tag}\``) as string },
    ])
  })

  test('in a list, null stands in its place', () => {
    expect(parseYaml('- 1\n- !x 2\n- 3\n')).toMatchObject({
      value: [1, null, 3],
      problems: [{ code: 'yaml-tag', line: 2 }],
    })
  })

  test('as a key, the entry is left out', () => {
    expect(parseYaml('!x a: 1\nb: 2\n')).toMatchObject({ value: { b: 2 }, problems: [{ line: 1 }] })
  })

  test('at the root, there is no value', () => {
    expect(parseYaml('!x\na: 1\n')).toMatchObject({ value: undefined, problems: [{ line: 1 }] })
  })

  test('is reported once, however many aliases it has', () => {
    expect(parseYaml('a: &a !x 1\nb: *a\nc: *a\n').problems).toHaveLength(1)
  })

  test('an entry that replaces another leaves neither', () => {
    expect(parseYaml('<<: {a: 1}\na: !x 2\nb: 3\n').value).toEqual({ b: 3 })
  })
})

test.each([
  '!!int x',
  '!!int ""',
  '!!int [1]',
  '!!float 0x10',
  '!!float "1:x"',
  '!!bool 1',
  '!!null [1]',
  '!!binary a',
  '!!binary aGk',
  '!!binary é',
  '!!python/complex 1+',
  '!!python/tuple 1',
  '!!seq 1',
  '!!map [1]',
  '!!set [a]',
  '!!omap {a: 1}',
  '!!omap [1]',
  '!!pairs [{a: 1, b: 2}]',
  '0b_',
  '0x_',
  '{<<: 1}',
  '{<<: [1]}',
  '{[a]: 1}',
  '{{a: 1}: 1}',
  '{!!python/tuple [[1]]: 1}',
])('%s is an impossible value and is left out', (scalar) => {
  const { value, problems } = parseYaml(`a: 1\nb: [0, ${scalar}]\nc: 2\n`)
  expect(problems).toMatchObject([{ code: 'yaml-value', line: 2 }])
  expect(value).toMatchObject({ a: 1, b: [0, scalar.startsWith('{') ? {} : null], c: 2 })
})

describe('a key that is there twice', () => {
  test.each([
    ['the same text', 'a: 1\nb: 2\na: 3\n', { a: 3, b: 2 }, 'a'],
    [
      '1 and 1.0',
      '1: a\nb: 2\n1.0: c\n',
      new Map<unknown, unknown>([
        [1, 'c'],
        ['b', 2],
      ]),
      '1.0',
    ],
    [
      '1 and true',
      '1: a\nb: 2\ntrue: c\n',
      new Map<unknown, unknown>([
        [1, 'c'],
        ['b', 2],
      ]),
      'true',
    ],
    [
      'a large integer and float',
      '!!int 0x10000000000000000: a\nb: 2\n18446744073709551616.0: c\n',
      new Map<unknown, unknown>([
        [18446744073709551616n, 'c'],
        ['b', 2],
      ]),
      '18446744073709551616.0',
    ],
  ])('(%s) keeps its place, with the last value, and is reported', (_, text, expected, key) => {
    expect(parseYaml(text)).toEqual({
      value: expected,
      problems: [
        {
          code: 'yaml-duplicate-key',
          line: 3,
          message: expect.stringContaining(`\`${key}\``) as string,
        },
      ],
    })
  })

  test.each([
    '? 2022-01-01 10:00:00Z\n: a\n? 2022-01-01 12:00:00+02:00\n: b\n',
    '? !!python/tuple [1, x]\n: a\n? !!python/tuple [1.0, x]\n: b\n',
    '!!binary aGk=: a\n!!binary aGk=: b\n',
    '.nan: a\n.nan: b\n',
  ])('is known by its value: %s', (text) => {
    expect(parseYaml(text)).toMatchObject({ problems: [{ code: 'yaml-duplicate-key' }] })
  })

  test.each(['1: a\n"1": b\n', '~: a\nnull1: b\n', '2022-01-01: a\n2022-01-01 00:00:00: b\n'])(
    'is not one of another type: %s',
    (text) => expect(parseYaml(text).problems).toEqual([]),
  )
})

describe('a text that is not one YAML document', () => {
  test.each([
    ['an open bracket', 'a: 1\nb: [1,\n', 3],
    ['an open quote', "a: 1\nb: 'x\n", 3],
    ['two colons', 'a: 1\nb: c: d\n', 2],
    ['half a line', 'a: 1\nb\n', 3],
    ['an alias of nothing', 'a: 1\nb: *x\n', 2],
    ['an anchor set twice', 'a: &x 1\nb: &x 2\n', 2],
    ['a second document', 'a: 1\n---\nb: 2\n', 2],
    ['a second marked document', '---\na: 1\n---\nb: 2\n', 3],
    ['a NUL', 'a: 1\nb: x\0\n', 2],
    ['a control character', 'a: 1\r\nb: "\x07"\r\n', 2],
    ['half a character', 'a: 1\nb: "\ud83c"\n', 2],
    ['an impossible escape', 'a: 1\nb: "\\U00110000"\n', 2],
    ['an unknown escape', 'a: 1\nb: "\\q"\n', 2],
  ])('%s gives no value and the line', (_, text, line) => {
    expect(parseYaml(text)).toMatchObject({
      value: undefined,
      problems: [{ code: 'yaml-syntax', line }],
    })
  })

  test('the message says that a file was cut short', () => {
    expect(parseYaml('a: [1, 2').problems[0]?.message).toMatch(/half-written/)
  })
})

test('problems come in the order of the lines', () => {
  const { problems } = parseYaml('a: !x 1\nb: {c: 2022-13-01, d: !y 1}\na: 1\ne: !!int z\n')
  expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '1 yaml-tag',
    '2 yaml-value',
    '2 yaml-tag',
    '3 yaml-duplicate-key',
    '4 yaml-value',
  ])
})
