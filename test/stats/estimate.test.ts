import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Estimate } from '../../src/stats/estimate.js'

function plusMinus(value: number, half: number): string {
  return String(new Estimate({ value, low: value - half, high: value + half, n: 5 }))
}

describe('the uncertainty leads the digits:', () => {
  test.each([
    [0.92761, 0.00315, '0.928 ± 0.003'],
    [0.5, 0.0123, '0.500 ± 0.012'],
    [0.5, 0.0199, '0.500 ± 0.020'],
    [0.5, 0.0096, '0.500 ± 0.010'],
    [0.5, 0.95, '0.5 ± 1.0'],
    [12345, 678, '12300 ± 700'],
    [12345, 1678, '12300 ± 1700'],
    [99.96, 0.3, '100.0 ± 0.3'],
    [-0.92761, 0.00315, '-0.928 ± 0.003'],
    [-0.0004, 0.003, '0.000 ± 0.003'],
    [0, 0.02, '0.00 ± 0.02'],
    [0.001, 5, '0 ± 5'],
    [0.3, 0.1 + 0.2, '0.3 ± 0.3'],
  ])('%d ± %d is %s', (value, half, text) => {
    expect(plusMinus(value, half)).toBe(text)
  })

  test.each([
    [1.234e-7, 3e-10, '(1.234 ± 0.003)e-7'],
    [1e9, 12345, '(1.000000 ± 0.000012)e9'],
    [9.99996e-8, 1e-12, '(9.99996 ± 0.00010)e-8'],
    [1e-5, 2e-5, '(1 ± 2)e-5'],
    [1e300, 1e299, '(1.00 ± 0.10)e300'],
  ])('%d ± %d is %s, for plain text would be long', (value, half, text) => {
    expect(plusMinus(value, half)).toBe(text)
  })
})

test('without an interval there are six digits, and whole numbers stay whole', () => {
  const text = (value: number): string => String(new Estimate({ value, n: 1 }))
  expect([1 / 3, 1234567.891, 12345678, 1.23456789e-9, NaN, -Infinity].map(text)).toEqual([
    '0.333333',
    '1234567.9',
    '12345678',
    '1.23457e-9',
    'NaN',
    '-Infinity',
  ])
})

test('an interval that is not symmetric is given by its ends', () => {
  const estimate = new Estimate({ value: 0.92761, low: 0.92102, high: 0.93076, n: 5 })
  expect(String(estimate)).toBe('0.928 [0.921, 0.931]')
  expect(estimate.half).toBeUndefined()
  expect(String(new Estimate({ value: 1.5e-7, low: 1.02e-7, high: 1.76e-7, n: 5 }))).toBe(
    '(1.5 [1.0, 1.8])e-7',
  )
})

test('an interval without a width, or one that is no number, says so', () => {
  expect(plusMinus(5, 0)).toBe('5 ± 0')
  expect(plusMinus(0.1 + 0.2, 0)).toBe('0.3 ± 0')
  expect(plusMinus(1.5, NaN)).toBe('1.5')
  expect(plusMinus(1, Infinity)).toBe('1 [-Infinity, Infinity]')
})

test('it computes as its value, and is plain data as JSON', () => {
  const estimate = new Estimate({ value: 2, low: 1, high: 3, n: 4, of: 5, mark: 'best' })
  expect(Number(estimate) + 1).toBe(3)
  expect(estimate.half).toBe(1)
  expect(JSON.parse(JSON.stringify(estimate))).toEqual({
    value: 2,
    low: 1,
    high: 3,
    n: 4,
    of: 5,
    mark: 'best',
  })
  expect(JSON.stringify(new Estimate({ value: 2, n: 1 }))).toBe('{"value":2,"n":1}')
})

test('what is shown is within half a unit of its last place', () => {
  const size = fc.tuple(fc.double({ min: 1, max: 10 }), fc.integer({ min: -12, max: 12 }))
  fc.assert(
    fc.property(size, size, fc.boolean(), ([a, e], [b, f], isNegative) => {
      const [value, half] = [(isNegative ? -1 : 1) * a * 10 ** e, b * 10 ** f]
      fc.pre(half > Math.abs(value) * 1e-9)
      const [, first, second, power = '0'] =
        /^\(?(-?[\d.]+) ± ([\d.]+)(?:\)e(-?\d+))?$/.exec(plusMinus(value, half)) ?? []
      const scale = 10 ** Number(power)
      // One digit, or two from 1: at most a third of the uncertainty is rounded away.
      expect(Math.abs(Number(first) * scale - value)).toBeLessThanOrEqual(half * 0.2501)
      expect(Math.abs(Number(second) * scale - half)).toBeLessThanOrEqual(half * 0.2501)
      const decimals = (text = ''): number => text.split('.')[1]?.length ?? 0
      expect(decimals(first)).toBe(decimals(second))
    }),
  )
})
