import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ParamValue } from '../../src/experiment.js'
import { AssayError } from '../../src/issue.js'
import { NdArray } from '../../src/nd-array.js'
import { readDocuments, valueOf } from '../../src/readers/yaml/documents.js'
import { Timestamp } from '../../src/timestamp.js'
import { Tuple } from '../../src/tuple.js'
import { pythonRepr } from '../../src/values/python-text.js'
import { dumpFlowDocuments, dumpYaml } from '../../src/writers/yaml.js'
import { cases, decode, exactVectors, MLRUNNER } from '../support/exact-python.js'

const read = (text: string): ParamValue => {
  const { documents, problems } = readDocuments(text)
  expect(problems).toEqual([])
  expect(documents).toHaveLength(1)
  return documents.map(valueOf)[0] ?? null
}

describe('text as PyYAML writes it', () => {
  test.each(exactVectors().yaml_dump ?? [])('$text', ({ value = null, text }) => {
    expect(dumpYaml(value)).toBe(text)
  })

  test('values of all kinds, one below the other', () => {
    for (const { value, block } of cases.dump) expect(dumpYaml(decode(value))).toBe(block)
  })

  test('values of all kinds on a line that wraps', () => {
    for (const { value, flow } of cases.dump) expect(dumpFlowDocuments([decode(value)])).toBe(flow)
  })

  test('several documents', () => {
    for (const { values, flow } of cases.dump_all) {
      expect(dumpFlowDocuments(values.map((value) => decode(value)))).toBe(flow)
    }
  })
})

describe('the files of real runs come out as they went in', () => {
  const files = (readdirSync(MLRUNNER, { recursive: true }) as string[])
    .filter((file) => ['param', 'stat'].includes(basename(file)))
    .map((file) => [file, readFileSync(join(MLRUNNER, file), 'utf8')] as const)
    .filter(([, text]) => text !== '')
  test('there are some', () => expect(files.length).toBeGreaterThan(50))

  test.each(files)('%s', (_, text) => {
    // Those of cifar10 lost their last line end to an editor.
    expect(dumpYaml(read(text))).toBe(text.replace(/\n?$/, '\n'))
  })
})

describe('the chosen documents as mlrunner prints them', () => {
  const printed = readdirSync(join(MLRUNNER, 'stdout'))
    .filter((file) => file.endsWith('.out'))
    .map(
      (file) => [file, documentsIn(readFileSync(join(MLRUNNER, 'stdout', file), 'utf8'))] as const,
    )
    .filter(([, text]) => text !== undefined)
  test('there are some', () => expect(printed.length).toBeGreaterThan(5))

  test.each(printed)('%s', (_, text = '') => {
    expect(dumpFlowDocuments(readDocuments(text).documents.map(valueOf))).toBe(text)
  })
})

// They stand alone between the codes that make them green.
function documentsIn(output: string): string | undefined {
  return output
    .split('\x1b')
    .find((part) => part.startsWith('[32m--- '))
    ?.slice('[32m'.length)
}

/** Single values with their type in the text; -0 is not 0 there, and a date is its text. */
const leaf: fc.Arbitrary<ParamValue> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...Array.from('ab \n\'":#-,?[]{}&*!|>%@`\\~01.e+_é🎉\t\r\0\x85\u2028')),
  }),
  fc.bigInt(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array(),
  fc.constant(new Timestamp('2022-05-17', Date.UTC(2022, 4, 17))),
)
const { value: anyValue } = fc.letrec<{ value: ParamValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => Tuple.from(items)),
    fc
      .array(fc.tuple(fc.string({ unit: 'binary' }), tie('value')), { maxLength: 4 })
      .map(
        (entries) =>
          new Map(entries.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))),
      ),
  ),
}))
// Half a surrogate pair cannot be written; PyYAML's reader refuses nothing else that is escaped.
const writable = anyValue.filter((value) => !/\\ud[89a-f]/.test(pythonRepr(value)))

test('what is written is read back', () => {
  fc.assert(
    fc.property(writable, (value) => {
      expect(pythonRepr(read(dumpYaml(value)))).toBe(pythonRepr(value))
      expect(pythonRepr(read(dumpFlowDocuments([value])))).toBe(pythonRepr(value))
    }),
    { numRuns: 500 },
  )
})

test('an object that holds itself is written with an anchor', () => {
  const list: ParamValue[] = [1n]
  list.push(list)
  expect(dumpYaml(list)).toBe('&id001\n- 1\n- *id001\n')
})

test('a plain object is a map', () => {
  expect(dumpYaml({ b: 1n, a: { 10: 'x', 9: 1 } })).toBe("a:\n  '10': x\n  '9': 1.0\nb: 1\n")
})

test.each([
  ['half a surrogate pair', 'a\ud800'],
  ['an array of numbers', new NdArray('int8', [1], Int8Array.of(1))],
])('%s cannot be written', (_, value) => {
  expect(() => dumpYaml({ x: value })).toThrow(AssayError)
})
