import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDocuments, valueOf, type Located } from '../../src/readers/yaml/documents.js'
import { Tuple } from '../../src/tuple.js'
import { pythonRepr } from '../../src/values/python-text.js'
import { cases, decode, exactVectors, MLRUNNER } from '../support/exact-python.js'

const valuesOf = (text: string) => readDocuments(text).documents.map(valueOf)
const reprs = (text: string) => valuesOf(text).map(pythonRepr)

describe('what PyYAML loads', () => {
  const loaded = cases.load_all.filter((one) => one.documents !== undefined)
  test.each(loaded)('$text', ({ text, documents = [] }) => {
    expect(reprs(text)).toEqual(documents.map((document) => pythonRepr(decode(document))))
  })

  const refused = cases.load_all.filter((one) => one.documents === undefined)
  test.each(refused)('$text, which PyYAML refuses, is a problem', ({ text }) => {
    expect(readDocuments(text).problems).not.toEqual([])
  })

  test('single values keep their types, ints apart from floats', () => {
    for (const { text, value } of exactVectors().yaml_load ?? []) {
      if (value === undefined) continue
      // No document is None for one document, and nothing for all.
      expect(reprs(text as string)[0] ?? 'None', text as string).toBe(pythonRepr(value))
    }
  })
})

describe('lines', () => {
  test('a sweep file tells where its documents, keys and values stand', () => {
    const [root, choice, ...more] = readDocuments(
      readFileSync(join(MLRUNNER, 'output/params.yaml'), 'utf8'),
    ).documents
    expect(lines(root)).toMatchInlineSnapshot(`
      {
        "(itself)": 2,
        "alias": {
          "(itself)": 14,
          "arch": {
            "(itself)": 15,
            "large": {
              "(itself)": 16,
              "hidden": 16,
              "layers": 16,
            },
            "small": {
              "(itself)": 15,
              "hidden": 15,
              "layers": 15,
            },
          },
        },
        "default": {
          "(itself)": 19,
          "beam": 27,
          "early-stop": 22,
          "fail": 25,
          "hidden": 24,
          "layers": 23,
          "lr": 20,
          "moment": 21,
          "norm": 19,
          "seed": 26,
        },
        "resource": [
          29,
        ],
        "template": {
          "(itself)": 3,
          "avg": 8,
          "test": 11,
          "train": 4,
        },
      }
    `)
    expect(lines(choice)).toMatchInlineSnapshot(`
      {
        "(itself)": 33,
        "_title": 33,
        "moment": [
          35,
          35,
        ],
        "norm": [
          34,
          34,
        ],
        "seed": [
          36,
          36,
        ],
      }
    `)
    expect(more.map(({ kind, line }) => [kind, line])).toMatchInlineSnapshot(`
      [
        [
          "map",
          40,
        ],
        [
          "map",
          45,
        ],
        [
          "map",
          51,
        ],
        [
          "map",
          56,
        ],
      ]
    `)
  })

  test.each(['\n', '\r\n', '\r'])('any line end counts: %j', (end) => {
    const text = ['\ufeff# c', '---', '', 'a: 1', '---', '--- {b: x,', 'c: [y,', ' z]}', ''].join(
      end,
    )
    expect(readDocuments(text).documents.map(lines)).toEqual([
      { a: 4, '(itself)': 4 },
      5,
      { b: 6, c: [7, 8], '(itself)': 6 },
    ])
  })

  test('a scalar tells its text, and whether it is plain', () => {
    expect(readDocuments("- 1e-3\n- '1e-3'\n- 0x1F\n- |\n  a\n").documents).toMatchObject([
      {
        items: [
          { value: '1e-3', text: '1e-3', plain: true },
          { value: '1e-3', text: '1e-3', plain: false },
          { value: 31n, text: '0x1F', plain: true },
          { value: 'a\n', text: 'a\n', plain: false },
        ],
      },
    ])
  })
})

describe('problems', () => {
  test.each([
    ['a: 1\n---\nb: [1\n', 4, 'yaml-syntax'],
    ['a: 1\n...\n\nb: 1\n', 4, 'yaml-syntax'],
    ['a: &x 1\n---\n\nb: *x\n', 4, 'yaml-syntax'],
    ["a: 1\n---\nb: 'x\n---\nc'\n", 3, 'yaml-syntax'],
    ['a: \0\n', 1, 'yaml-syntax'],
  ])('%j has no documents, and a problem in line %i', (text, line, code) => {
    expect(readDocuments(text)).toMatchObject({ documents: [], problems: [{ line, code }] })
  })

  test('what is no plain data is left out of its document', () => {
    const text = 'a: 1\n---\nb: !!python/object/apply:os.system [id]\nc: [!x 1, 2]\n--- !x 1\n'
    const { documents, problems } = readDocuments(text)
    expect(documents.map(valueOf)).toEqual([
      new Map([['a', 1n]]),
      new Map([['c', [null, 2n]]]),
      null,
    ])
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'yaml-tag'],
      [4, 'yaml-tag'],
      [5, 'yaml-tag'],
    ])
  })

  test('a key that is there twice has its first place, its last value, and a problem', () => {
    const { documents, problems } = readDocuments('a: 1\nb: 2\na: 3\n')
    expect(documents.map((document) => pythonRepr(valueOf(document)))).toEqual(["{'a': 3, 'b': 2}"])
    expect(problems).toMatchObject([{ code: 'yaml-duplicate-key', line: 3 }])
  })

  test('many documents cannot unfold to more than one could', () => {
    const one = `--- [${'x,'.repeat(400_000)}]\n`
    expect(readDocuments(one.repeat(2)).problems).toEqual([])
    expect(readDocuments(one.repeat(3))).toMatchObject({
      documents: [],
      problems: [{ code: 'yaml-too-large' }],
    })
  })
})

test('what an alias stands for is one object', () => {
  const [value] = valuesOf('a: &x [1]\nb: *x\nc: &d 2022-05-17\nd: *d\n')
  const map = value as ReadonlyMap<string, unknown>
  expect(map.get('a')).toBe(map.get('b'))
  expect(map.get('c')).toBe(map.get('d'))
})

test('a tuple is another thing than a list, and integer-like keys keep their place', () => {
  expect(valuesOf('!!python/tuple [1, 2]')[0]).toBeInstanceOf(Tuple)
  expect(valuesOf('[1, 2]')[0]).not.toBeInstanceOf(Tuple)
  expect(reprs("b: 1\n'10': 2\n'9': 3\n")).toEqual(["{'b': 1, '10': 2, '9': 3}"])
})

/** The lines of a map's keys by name and of a list's items; of another value its line. */
function lines(located: Located | undefined): unknown {
  if (located?.kind === 'list') return located.items.map(lines)
  if (located?.kind !== 'map') return located?.line
  const entries = located.entries.map(({ key, value }) => {
    const inner = lines(value)
    return [pythonRepr(valueOf(key)).replaceAll("'", ''), inner] as const
  })
  return { '(itself)': located.line, ...Object.fromEntries(entries) }
}
