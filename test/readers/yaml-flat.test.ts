import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../src/readers/yaml/document.js'
import { parseFlat } from '../../src/readers/yaml/flat.js'

/** The files of these names in a folder of real runs. */
function filesOf(tool: string, names: readonly string[]): string[] {
  const folder = join(import.meta.dirname, '../fixtures', tool)
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => names.includes(basename(file)))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
}

const params = filesOf('mlrunner', ['param', 'stat'])
const nested = filesOf('mlxp', ['config.yaml', 'info.yaml', 'mlxp.yaml', 'train.yaml', 'test.yaml'])

/** Where the short way gives a value, the whole grammar gives the same, and no problem. */
function expectSame(text: string): void {
  const flat = parseFlat(text)
  if (flat !== undefined) expect({ value: flat, problems: [] }).toStrictEqual(parseDocument(text))
}

describe('the short way for flat files', () => {
  test('reads nearly every real param file', () => {
    const taken = params.filter((text) => parseFlat(text) !== undefined)
    expect(taken.length).toBeGreaterThan(params.length * 0.9)
    taken.forEach(expectSame)
  })

  test('reads nearly every real file of nested maps', () => {
    const taken = nested.filter((text) => parseFlat(text) !== undefined)
    expect(taken.length).toBeGreaterThan(nested.length * 0.85)
    taken.forEach(expectSame)
  })

  test.each([
    'a: 1',
    'a: {}\nb: []\n',
    'a:\n- 1\n',
    'a:\n  b:\n    c: 1\n',
    'a:\n  b:\n    c:\n  d:\n    e: 1\nf: 2\n',
    "a:\n- 0.9\n- 'x y'\n- a:b\n- -1\n- null\n- []\n- {}\nb: 1\n",
    'a:\n  b:\n  - 1\n  - 2\n  c:\n    d:\n    - x\ne:\n- 3\n',
    'a:',
    'a:\n  b: 1',
    'a:\n  b:\nc:\n',
    "a: ' x # '\n",
    'a: -1\nb: -x\n',
    'a: x:y#z !& *\n',
    '_a.b-c: 1\n',
    'a: 2022-05-17 07:43:42\n',
    'constructr: 1\n',
  ])('takes %s', (text) => {
    expect(parseFlat(text)).toBeDefined()
    expectSame(text)
  })

  test.each([
    '',
    '\n',
    'a: 1\na: 2\n',
    'a:\n  b: 1\n  b: 2\n',
    'yes: 1\n',
    'null: 1\n',
    '1: 2\n',
    '__proto__: 1\n',
    'toString: 1\n',
    'a: b: c\n',
    'a: b #c\n',
    'a: b \n',
    'a:  b\n',
    'a: \n',
    'a:\tb\n',
    'a: b\r\n',
    'a: é\n',
    'a: =\n',
    'a: <<\n',
    '<<: 1\n',
    '---\na: 1\n',
    '%x\n',
    'a: - b\n',
    'a: [1]\n',
    'a: [ ]\n',
    'a: {} x\n',
    'a: {}\n  b: 1\n',
    'a: []\n- 1\n',
    'a: "x"\n',
    "a: 'it''s'\n",
    "a: 'x' y\n",
    'a: |\n  x\n',
    'a: !!int 1\n',
    'a: &x 1\n',
    'a: *x\n',
    'a: ?\n',
    'a: :\n',
    'a: x:\n',
    'a: @x\n',
    'a: `x\n',
    'a: %x\n',
    'a: #x\n',
    'a: ,\n',
    'a: 2022-13-01\n',
    'a: 0b_\n',
    'a: 1\n\nb: 2\n',
    'a: 1\n  b: 2\n',
    '  a: 1\n',
    'a:\n    b: 1\n',
    'a:\n  - 1\n',
    'a:\n-\n',
    'a:\n- - 1\n',
    'a:\n- b: 1\n',
    'a:\n- b:\n',
    'a:\n- 1\n  b: 1\n',
    'a:\n- 1\n\n- 2\n',
    'a: 1\n- 1\n',
    'a:\n- 1\nb: 2\n- 3\n',
    'a:\n  b: 1\n- 1\n',
    'a:\n  b:\n    c: 1\n  - 1\n',
    'a:\n  b:\n- 1\n',
    '- 1\n',
    'a:\n   b: 1\n',
    'a:\n  b:\n   c: 1\n',
    'a:\n  b: 1\n c: 1\n',
    'a:\n  b:\n    c: 1\n   d: 1\n',
    'a: x\n  y\n',
    'a\n',
    'a:b\n',
    'a :b\n',
    '\ufeffa: 1\n',
    '# c\na: 1\n',
  ])('leaves %j to the whole grammar', (text) => {
    expect(parseFlat(text)).toBeUndefined()
  })
})

describe('both ways agree', () => {
  const key = fc.constantFrom(
    'a',
    'b',
    'lr',
    '_time',
    'x-y.z',
    'yes',
    'null',
    'on',
    'n',
    'toString',
    '__proto__',
    '1',
    '<<',
    '=',
  )
  const value = fc.oneof(
    fc.constantFrom(
      '1',
      '-1',
      '017',
      '1.0e-05',
      '1e-3',
      '12:30',
      '.inf',
      '.nan',
      '~',
      'null',
      'yes',
      '',
      "''",
      "'1'",
      "' x '",
      '2022-05-17',
      '2022-13-01',
      '=',
      '<<',
      '-',
      '- a',
      '-a',
      'a: b',
      'a:b',
      'a #b',
      'a#b',
      ':',
      ':a',
      '?',
      '?a',
      '...',
      '---',
      '[]',
      '{}',
      '[1',
      '!x',
      '&a',
      '*a',
      '|',
      '>',
      '"x"',
      "it's",
      "'it''s'",
      "'",
      '@',
      '%',
      '`',
      ',',
      '0x1F',
      '\\',
    ),
    fc.string({ maxLength: 8 }),
    fc.double().map(String),
    fc.integer().map(String),
  )
  const line = fc.tuple(
    fc.constantFrom('', '', '', '  ', '  ', '    ', '      ', ' '),
    fc
      .oneof(
        { weight: 4, arbitrary: fc.tuple(key, fc.constantFrom(': ', ': ', ': ', ':', ' : ')) },
        { weight: 1, arbitrary: fc.constantFrom(['- '], ['-'], ['-  '], ['- a: ']) },
      )
      .map((parts) => parts.join('')),
    value,
  )
  const lines = fc
    .tuple(
      fc.array(
        line.map((parts) => parts.join('')),
        { maxLength: 6 },
      ),
      fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n'),
      fc.boolean(),
    )
    .map(([all, end, last]) => all.join(end) + (last ? end : ''))

  test('on files that are nearly flat', () => {
    fc.assert(fc.property(lines, expectSame), { numRuns: 3000 })
  })

  test('on real files with a character or a line changed', () => {
    const mutation = fc.tuple(
      fc.constantFrom(...params, ...nested),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(3),
      fc.constantFrom(
        '',
        ' ',
        '\n',
        '\n  ',
        ':',
        ': ',
        "'",
        '"',
        '#',
        ' #',
        '-',
        '- ',
        '\t',
        '\r',
        'é',
        '=',
        '{',
        '0',
        'e',
        '_',
        '\n\n',
        '...',
        '---\n',
      ),
    )
    fc.assert(
      fc.property(mutation, ([text, place, cut, put]) => {
        const at = Math.floor(place * text.length)
        expectSame(text.slice(0, at) + put + text.slice(at + cut))
      }),
      { numRuns: 3000 },
    )
  })
})
