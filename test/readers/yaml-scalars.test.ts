import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/readers/yaml/parse.js'
import type { Timestamp } from '../../src/timestamp.js'

const read = (scalar: string): unknown => {
  const { value, problems } = parseYaml(`a: ${scalar}\n`)
  expect(problems).toEqual([])
  return (value as Record<string, unknown>)['a']
}

test.each([
  ['yes', true],
  ['Yes', true],
  ['YES', true],
  ['yEs', 'yEs'],
  ['on', true],
  ['TRUE', true],
  ['no', false],
  ['Off', false],
  ['false', false],
  ['y', 'y'],
  ['n', 'n'],
  ['t', 't'],
  ['null', null],
  ['Null', null],
  ['~', null],
  ['nUll', 'nUll'],
  ['none', 'none'],
  ['None', 'None'],
])('the word %s is %s', (word, expected) => {
  expect(read(word)).toBe(expected)
})

test.each<[string, number | bigint]>([
  ['0', 0],
  ['-0', 0],
  ['+12', 12],
  ['-7', -7],
  ['1_000', 1000],
  ['0b101', 5],
  ['-0b11', -3],
  ['017', 15],
  ['0x1F', 31],
  ['-0xff', -255],
  ['0_7', 7],
  ['12:30', 750],
  ['-1:30', -90],
  ['190:20:30', 685230],
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', 9007199254740992n],
  ['-12345678901234567890', -12345678901234567890n],
  ['0xffffffffffffffff', 18446744073709551615n],
  ['!!int "0o17"', 15],
  ['!!int " 12 "', 12],
])('%s is the integer %s', (scalar, expected) => {
  expect(read(scalar)).toBe(expected)
})

test.each([
  ['0.1', 0.1],
  ['-0.0', -0],
  ['5.', 5],
  ['.5', 0.5],
  ['+1.5', 1.5],
  ['1_000.5', 1000.5],
  ['1.0e-05', 1e-5],
  ['1.E+3', 1000],
  ['6.02e+23', 6.02e23],
  ['1:30.5', 90.5],
  ['-1:00.25', -60.25],
  ['.inf', Infinity],
  ['-.INF', -Infinity],
  ['.NaN', NaN],
  ['20220517.074342', 20220517.074342],
  ['!!float 5', 5],
  ['!!float 1e3', 1000],
  ['!!float inf', Infinity],
  ['!!float "1:30"', 90],
])('%s is the float %s', (scalar, expected) => {
  expect(read(scalar)).toBe(expected)
})

test.each([
  '1e-3',
  '1E5',
  '1.5e3',
  '08',
  '0o17',
  '+.5',
  '-.5',
  '1.2.3',
  '1:60',
  '0b2',
  '0x',
  '.',
  '-',
  '-a',
  '--lr',
  '+',
  '...',
  '1,5',
  '2022-5-7',
  '2022-05-17 07:43',
  '12h',
  'nan',
  'inf',
  '-.nan',
  'a:b',
  'a#b',
  'http://x/y?z=1',
  '<<<',
  '==',
  '<',
])('%s is text', (scalar) => {
  expect(read(scalar === '-' ? "'-'" : scalar)).toBe(scalar)
})

describe('times', () => {
  test.each([
    ['2022-05-17', '2022-05-17', '2022-05-17T00:00:00.000Z'],
    ['2022-05-17 07:43:42', '2022-05-17 07:43:42', '2022-05-17T07:43:42.000Z'],
    ['2022-5-7t7:43:42', '2022-05-07 07:43:42', '2022-05-07T07:43:42.000Z'],
    ['2022-05-17T07:43:42Z', '2022-05-17 07:43:42+00:00', '2022-05-17T07:43:42.000Z'],
    ['2022-05-17 07:43:42.5 +2', '2022-05-17 07:43:42.500000+02:00', '2022-05-17T05:43:42.500Z'],
    [
      '2022-01-01 00:00:00.1234567-03:30',
      '2022-01-01 00:00:00.123456-03:30',
      '2022-01-01T03:30:00.123Z',
    ],
    ['2022-01-01 00:00:00.-00:00', '2022-01-01 00:00:00+00:00', '2022-01-01T00:00:00.000Z'],
    ['0050-01-02', '0050-01-02', '0050-01-02T00:00:00.000Z'],
    ['1969-12-31 23:59:59.9999', '1969-12-31 23:59:59.999900', '1969-12-31T23:59:59.999Z'],
    ['2024-02-29', '2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['!!timestamp 2022-5-7', '2022-05-07', '2022-05-07T00:00:00.000Z'],
  ])('%s is written %s and is the instant %s', (scalar, text, instant) => {
    const time = read(scalar) as Timestamp
    expect(time.text).toBe(text)
    expect(time.toISOString()).toBe(instant)
  })

  test.each([
    '2022-13-01',
    '2022-02-30',
    '2023-02-29',
    '0000-01-01',
    '2022-01-00',
    '2022-01-01 24:00:00',
    '2022-01-01 00:60:00',
    '2022-01-01 00:00:60',
    '2022-01-01 00:00:00 +24',
    '!!timestamp now',
  ])('%s is no time and is left out', (scalar) => {
    expect(parseYaml(`a: ${scalar}\nb: 1\n`)).toMatchObject({
      value: { b: 1 },
      problems: [{ code: 'yaml-value', line: 1 }],
    })
  })
})

test.each([
  ['aGk=', [104, 105]],
  ['"a G\\nk="', [104, 105]],
  ['"aGk=junk"', [104, 105]],
  ['""', []],
])('!!binary %s is the bytes %s', (scalar, expected) => {
  expect(read(`!!binary ${scalar}`)).toEqual(new Uint8Array(expected))
})
