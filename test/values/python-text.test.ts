import { describe, expect, test } from 'vitest'
import { AssayError } from '../../src/issue.js'
import { NdArray } from '../../src/nd-array.js'
import { formatG, pythonRepr, pythonStr } from '../../src/values/python-text.js'
import { cases, decode, exactVectors } from '../support/exact-python.js'

const vectors = exactVectors()

describe('a value as Python prints it', () => {
  test.each(vectors.python_str ?? [])('$repr', ({ value = null, str, repr }) => {
    expect({ str: pythonStr(value), repr: pythonRepr(value) }).toEqual({ str, repr })
  })

  test('values of all kinds, within each other', () => {
    for (const { value, repr } of cases.dump) expect(pythonRepr(decode(value))).toBe(repr)
  })

  test('a plain object is a dict, and half a surrogate pair an escape', () => {
    expect(pythonStr({ a: [1n, 1] })).toBe("{'a': [1, 1.0]}")
    expect(pythonRepr('\ud800')).toBe(String.raw`'\ud800'`)
  })

  test('an array of numbers has no such text', () => {
    const array = new NdArray('int8', [1], Int8Array.of(1))
    expect(() => pythonStr(array)).toThrow(AssayError)
  })
})

describe('%g', () => {
  test.each(cases.format_g)('$text', ({ value, text }) => {
    expect(formatG(decode(value) as number | bigint)).toBe(text)
  })

  test('an int beyond all floats, which Python refuses, has its digits', () => {
    expect(formatG(-(10n ** 400n) * 3n)).toBe('-3e+400')
    expect(formatG(10n ** 400n - 1n)).toBe('1e+400')
  })
})
