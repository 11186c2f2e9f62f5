import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mean } from '../../src/stats/mean.js'
import { expectClose, scipy } from './scipy.js'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

test('the mean is the sum over n', () => {
  expect(mean([1, 2, 6])).toBe(3)
  expect(mean([0.9, 0.92, 0.95])).toBe(0.9233333333333333) // numpy
  expect(mean(Float64Array.of(1, 2, 6))).toBe(3)
})

test.each(scipy.samples)('the mean of $name is the exact one', ({ values, mean: expected }) => {
  expectClose(mean(values), expected)
})

test('equal values have exactly that mean', () => {
  fc.assert(
    fc.property(finite, fc.integer({ min: 1, max: 50 }), (value, n) => {
      expect(mean(new Array<number>(n).fill(value))).toBe(value + 0)
    }),
  )
})

test('the mean of whole numbers is their sum over n, rounded once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (values) => {
      expect(mean(values)).toBe(values.reduce((sum, value) => sum + value, 0) / values.length)
    }),
  )
})

test('a mean lies among its values, however large they are', () => {
  fc.assert(
    fc.property(fc.array(finite, { minLength: 1 }), (values) => {
      const result = mean(values)
      // A unit in the last place of the largest is what a mean may be off.
      const slack = Math.max(...values.map(Math.abs)) * 2 * Number.EPSILON
      expect(result).toBeGreaterThanOrEqual(Math.min(...values) - slack)
      expect(result).toBeLessThanOrEqual(Math.max(...values) + slack)
    }),
  )
})

test('the mean of large values does not overflow', () => {
  expect(mean([1.7e308, 1.7e308])).toBe(1.7e308)
  expect(mean([1.5e308, -1.5e308, -1.5e308])).toBeCloseTo(-5e307, -300)
  expect(mean([1.6e308, 1.6e308, -1.6e308, -1.6e308])).toBe(0)
})

test('what is not finite ends in no loop', () => {
  expect(mean([Infinity, 1])).toBe(Infinity)
})

test('no values have no mean', () => {
  expect(mean([])).toBeNull()
})
