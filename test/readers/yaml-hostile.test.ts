import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/readers/yaml/parse.js'

const codesOf = (text: string) => parseYaml(text).problems.map(({ code }) => code)

describe('nesting', () => {
  test.each([
    ['lists', '['.repeat(100_000)],
    ['block lists', '- '.repeat(100_000)],
    ['maps', '{a: '.repeat(100_000)],
    ['keys', '? '.repeat(100_000)],
    ['lists that are closed', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('100,000 %s end in a syntax problem', (_, text) => {
    expect(codesOf(text)).toEqual(['yaml-syntax'])
  })

  test('400 lists within each other are read', () => {
    const { value, problems } = parseYaml(`a: ${'['.repeat(400)}${']'.repeat(400)}\n`)
    expect(problems).toEqual([])
    expect(JSON.stringify(value)).toBe(`{"a":${'['.repeat(400)}${']'.repeat(400)}}`)
  })

  test('aliases cannot nest deeper than text can', () => {
    const links = Array.from({ length: 1000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`)
    expect(codesOf(`a0: &a0 []\n${links.join('')}`)).toEqual(['yaml-too-large'])
  })
})

describe('unfolding', () => {
  test('a billion laughs are too large', () => {
    const links = Array.from({ length: 12 }, (_, i) => `- &a${i + 1} [${`*a${i},`.repeat(9)}]\n`)
    expect(parseYaml(`- &a0 ha\n${links.join('')}`)).toMatchObject({
      value: undefined,
      problems: [{ code: 'yaml-too-large', line: 8 }],
    })
  })

  test('so are merges of merges', () => {
    const links = Array.from({ length: 30 }, (_, i) => `- &a${i + 1} {<<: [*a${i}, *a${i}]}\n`)
    expect(codesOf(`- &a0 {a: 1}\n${links.join('')}`)).toEqual(['yaml-too-large'])
  })

  test('so is one long map merged many times', () => {
    const keys = Array.from({ length: 2000 }, (_, i) => `k${i}: 1`)
    expect(codesOf(`- &a {${keys.join(', ')}}\n${'- {<<: *a}\n'.repeat(2000)}`)).toEqual([
      'yaml-too-large',
    ])
  })

  test.each(['a: &a [*a]\n', '&a {b: *a}\n', '&a {<<: *a}\n', '&a\n? *a\n: 1\n'])(
    '%j, which holds itself, never ends: it is too large',
    (text) => {
      const { value, problems } = parseYaml(text)
      expect(value).toBeUndefined()
      expect(problems).toMatchObject([
        { code: 'yaml-too-large', message: expect.stringContaining('within itself') as string },
      ])
    },
  )

  test('a million values without aliases are too many as well', () => {
    expect(codesOf(`[${'1,'.repeat(1_000_001)}]`)).toEqual(['yaml-too-large'])
  })

  test('a long text counts by its length, for each alias repeats it whole', () => {
    const few = `- &k ${'x'.repeat(100_000)}\n${'- {*k : 1}\n'.repeat(500)}`
    expect(parseYaml(few).problems).toEqual([])
    const many = `- &k ${'x'.repeat(100_000)}\n${'- {*k : 1}\n'.repeat(100_000)}`
    expect(parseYaml(many).problems).toMatchObject([{ code: 'yaml-too-large' }])
  })
})

describe('long scalars', () => {
  const long = 200_000
  test.each([
    ['decimal integer', '7'.repeat(4301)],
    ['hexadecimal integer', `0x${'f'.repeat(4301)}`],
    ['base-60 integer', `1${':59'.repeat(2000)}`],
    ['base-60 float', `1${':59'.repeat(2000)}.5`],
    ['tagged integer', `!!int ${'7'.repeat(long)}`],
    ['tagged float', `!!float ${'7'.repeat(long)}x`],
    ['tagged complex', `!!python/complex ${'7'.repeat(long)}`.concat('x')],
    ['tagged time', `!!timestamp 2022-01-01${' '.repeat(long)}x`],
  ])('a %s without end is no value', (_, scalar) => {
    expect(codesOf(`a: ${scalar}\n`)).toEqual(['yaml-value'])
  })

  test('an integer of 4,300 digits is read', () => {
    const digits = '7'.repeat(4300)
    expect(parseYaml(`a: ${digits}\n`).value).toEqual({ a: BigInt(digits) })
  })

  test.each([
    '1_'.repeat(long),
    `1${':59'.repeat(long)}x`,
    `a${'  a'.repeat(long)}`,
    `1${' '.repeat(long)}x`,
  ])('a long text is text', (text) => expect(parseYaml(`a: ${text}\n`).value).toEqual({ a: text }))

  test('blanks beside a line separator are passed over once', () => {
    const text = `a: "${' '.repeat(long)}\u2028${' '.repeat(long)}x${' '.repeat(long)}x"\n`
    expect(parseYaml(text).problems).toEqual([])
  })
})

test('lines too far left inside brackets are not mended without end', () => {
  expect(codesOf('a: [\n]\n'.repeat(20_000))).toContain('yaml-syntax')
})

describe('whatever the text, there is a result', () => {
  const FIXTURES = join(import.meta.dirname, '../fixtures/mlrunner')
  const params = (readdirSync(FIXTURES, { recursive: true }) as string[])
    .filter((file) => basename(file) === 'param')
    .map((file) => readFileSync(join(FIXTURES, file), 'latin1'))

  /** A value, or else a problem that says why there is none. */
  function expectResult(text: string): void {
    const { value, problems } = parseYaml(text)
    if (value === undefined) expect(problems).toHaveLength(1)
    const lines = text.split(/\r\n?|[\n\x85]/).length
    for (const { line, message } of problems) {
      expect(line).toBeGreaterThanOrEqual(1)
      expect(line).toBeLessThanOrEqual(lines)
      expect(message.length).toBeLessThan(250)
    }
  }

  test('when a param file ends at any byte', () => {
    for (const text of params) {
      for (let end = 0; end < text.length; end += 1) expectResult(text.slice(0, end))
    }
  })

  test('when it is random bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 60 }).map((all) => Buffer.from(all).toString('latin1'))
    fc.assert(fc.property(bytes, expectResult), { numRuns: 3000 })
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), expectResult), {
      numRuns: 2000,
    })
  })

  test('when it is a heap of YAML signs', () => {
    const sign = fc.constantFrom(
      '\n',
      '\n  ',
      '\n- ',
      ' ',
      ': ',
      ':',
      '- ',
      '-',
      '#',
      '? ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '"',
      "'",
      '|',
      '>',
      '|2',
      '>+',
      '!!str ',
      '!!int ',
      '!x ',
      '! ',
      '!!set ',
      '!!omap ',
      '!!python/tuple ',
      '&a ',
      '*a',
      '&b ',
      '*b',
      '<<: ',
      '=',
      'a',
      '1',
      'a: 1',
      '.5',
      'null',
      '~',
      '---',
      '\n---\n',
      '...',
      '%TAG ! x\n',
      '\\',
      '\\U',
      '\r\n',
      '\t',
      '\u2028',
      '\x85',
      '\ufeff',
    )
    const heap = fc.array(sign, { maxLength: 20 }).map((signs) => signs.join(''))
    fc.assert(fc.property(heap, expectResult), { numRuns: 10_000 })
  })
})
