import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/readers/yaml/parse.js'
import { Timestamp } from '../../src/timestamp.js'
import { fromPython } from '../support/python.js'

const FIXTURES = join(import.meta.dirname, '../fixtures/mlrunner')
const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(join(FIXTURES, 'expected', `${name}.json`), 'utf8'))

interface Vectors {
  readonly yaml_load: readonly ({ text: string } & ({ value: unknown } | { error: string }))[]
  readonly yaml_dump: readonly { text: string; back: unknown }[]
}
const vectors = readJson('vectors') as Vectors

/** Dates compare by their instant alone; here their text counts as well. */
function visible(value: unknown): unknown {
  if (value instanceof Timestamp) return { text: value.text, milliseconds: value.getTime() }
  if (Array.isArray(value)) return value.map(visible)
  if (value instanceof Set) return new Set([...value].map(visible))
  if (value instanceof Map) return new Map([...value].map(([k, v]) => [visible(k), visible(v)]))
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visible(item)]))
}

const valueOf = (text: string) => parseYaml(text).value

describe('what PyYAML loads', () => {
  const loaded = vectors.yaml_load.filter((vector) => 'value' in vector)
  test.each(loaded)('$text has the same value here', ({ text, value }) => {
    expect(visible(valueOf(text))).toStrictEqual(visible(fromPython(value)))
  })

  const refused = vectors.yaml_load.filter((vector) => 'error' in vector)
  test.each(refused)('$text, which PyYAML refuses, is a problem here', ({ text }) => {
    expect(parseYaml(text).problems).toMatchObject([{ line: expect.any(Number) as number }])
  })

  test.each(vectors.yaml_dump)('$text, dumped by PyYAML, is read back', ({ text, back }) => {
    expect(parseYaml(text).problems).toEqual([])
    expect(visible(valueOf(text))).toStrictEqual(visible(fromPython(back)))
  })
})

describe('the files of real runs', () => {
  interface Exams {
    readonly exams: readonly [{ experiments: Record<string, { param: Record<string, unknown> }> }]
  }
  const files = (readdirSync(FIXTURES, { recursive: true }) as string[]).sort()
  const params = files.filter((file) => basename(file) === 'param')
  const stats = files.filter((file) => basename(file) === 'stat')
  const trees = new Map<string, Exams>()
  const expectedParam = (file: string): unknown => {
    const run = dirname(file)
    const tree = dirname(run)
    if (!files.includes(join('expected', `${tree}.json`))) return undefined
    const exams = trees.get(tree) ?? (readJson(tree) as Exams)
    trees.set(tree, exams)
    return exams.exams[0].experiments[basename(run)]?.param
  }

  test.each(params)('%s holds the params that mlrunner reads', (file) => {
    const { value, problems } = parseYaml(readFileSync(join(FIXTURES, file), 'utf8'))
    expect(problems).toEqual([])
    expect(value).toHaveProperty('_name')
    const expected = expectedParam(file)
    if (expected !== undefined) expect(visible(value)).toStrictEqual(visible(fromPython(expected)))
  })

  test.each(stats)('%s holds states of commands', (file) => {
    const { value, problems } = parseYaml(readFileSync(join(FIXTURES, file), 'utf8'))
    expect(problems).toEqual([])
    for (const state of Object.values(value as object)) {
      expect(['running', 'finished', 'failed']).toContain(state)
    }
  })
})

describe('maps', () => {
  test('a map with a key that is not text is a Map with keys of their own types', () => {
    const text = '3: a\n2.5: b\nyes: c\n~: d\n2022-05-17: e\nf: g\n'
    const map = valueOf(text) as ReadonlyMap<unknown, unknown>
    expect(visible([...map.keys()])).toEqual([
      3,
      2.5,
      true,
      null,
      { text: '2022-05-17', milliseconds: Date.UTC(2022, 4, 17) },
      'f',
    ])
  })

  test('a tuple can be a key', () => {
    expect(valueOf('? !!python/tuple [1, a]\n: b\n')).toEqual(new Map([[[1, 'a'], 'b']]))
  })

  test.each([
    ['a key like any other', '__proto__: {polluted: 1}\nb: 2\n'],
    ['merged', '<<: {__proto__: {polluted: 1}}\nb: 2\n'],
  ])('__proto__ is %s and changes no prototype', (_, text) => {
    const value = valueOf(text) as object
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.keys(value)).toEqual(['__proto__', 'b'])
    expect(value).not.toHaveProperty('polluted')
  })

  test.each([
    ['the map keeps its own', '<<: {a: 1, b: 2}\nb: 3\n', { a: 1, b: 3 }],
    ['the first of a list wins', '<<: [{a: 1}, {a: 2, b: 3}]\n', { a: 1, b: 3 }],
    ['the last of two merges wins', '<<: {a: 1}\n<<: {a: 2}\n', { a: 2 }],
    ['merges nest', '<<: {<<: {a: 1, b: 1}, b: 2}\n', { a: 1, b: 2 }],
    ['a set is merged as a map', '<<: !!set {a}\n', { a: null }],
    ['a quoted << is a key', '"<<": 1\n', { '<<': 1 }],
  ])('when maps are merged, %s', (_, text, expected) => {
    expect(valueOf(text)).toEqual(expected)
  })

  test('= is a key like any other', () => {
    expect(valueOf('=: 1\n')).toEqual({ '=': 1 })
  })
})

describe('tags', () => {
  test.each([
    ['!!int', 'a: !!int "5"\n', 5],
    ['its full name', 'a: !<tag:yaml.org,2002:int> "5"\n', 5],
    ['a handle of its own', '%TAG !y! tag:yaml.org,2002:\n---\na: !y!int "5"\n', 5],
    ['the first handle', '%TAG ! tag:yaml.org,2002:\n---\na: !int "5"\n', 5],
    ['a percent escape', 'a: !!%69nt "5"\n', 5],
    ['! alone, for its looks', 'a: ! "5"\n', 5],
  ])('a type can be named by %s', (_, text, expected) => {
    expect(parseYaml(text)).toEqual({ value: { a: expected }, problems: [] })
  })

  test.each([
    [
      '!!omap [x: 1, y: 2]',
      [
        ['x', 1],
        ['y', 2],
      ],
    ],
    [
      '!!pairs [x: 1, x: 2]',
      [
        ['x', 1],
        ['x', 2],
      ],
    ],
    ['!!set {x, 1}', new Set(['x', 1])],
    ['!!python/tuple [1, [2]]', [1, [2]]],
    ['!!python/list [1]', [1]],
    ['!!python/dict {a: 1}', { a: 1 }],
    ['!!python/str 5', '5'],
    ['!!python/unicode 5', '5'],
    ['!!python/int 5', 5],
    ['!!python/long 36893488147419103232', 36893488147419103232n],
    ['!!python/float 5', 5],
    ['!!python/bool On', true],
    ['!!python/none x', null],
    ['!!python/bytes aGk=', new Uint8Array([104, 105])],
    ['!!python/complex 1+2.0j', '(1+2j)'],
    ['!!python/complex -1e20j', '-1e+20j'],
    ['!!python/complex 0.5', '(0.5+0j)'],
    ['!!seq [1]', [1]],
    ['!!map {a: 1}', { a: 1 }],
  ])('%s is plain data', (text, expected) => {
    expect(parseYaml(`a: ${text}\n`)).toEqual({ value: { a: expected }, problems: [] })
  })
})

test('aliases share one value', () => {
  const value = valueOf('a: &x [1]\nb: *x\nc: &d 2022-05-17\ne: *d\n') as Record<string, unknown>
  expect(value['a']).toBe(value['b'])
  expect(value['c']).toBe(value['e'])
})

test.each([
  ['a byte order mark', '\ufeffa: 1\n', { a: 1 }],
  ['Windows line ends', 'a: 1\r\nb:\r\n- x\r\n', { a: 1, b: ['x'] }],
  ['a last line without its end', 'a: |\n  x', { a: 'x' }],
  ['a bracket left of its key', 'a:\n  b: [\n1\n]\nc: 2\n', { a: { b: [1] }, c: 2 }],
  ['a quote that goes on at the left', 'a: "x\ny"\n', { a: 'x y' }],
  ['document marks', '---\na: 1\n...\n', { a: 1 }],
  ['a next-line character', 'a: "x\x85y"\n', { a: 'x y' }],
  ['a line separator', "a: 'x\u2028  y'\n", { a: 'x\u2028y' }],
])('%s is read as PyYAML reads it', (_, text, expected) => {
  expect(parseYaml(text)).toEqual({ value: expected, problems: [] })
})
