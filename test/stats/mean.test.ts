import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mean } from '../../src/stats/mean.js'

test('the mean is the sum over n', () => {
  expect(mean([1, 2, 6])).toBe(3)
  expect(mean([0.9, 0.92, 0.95])).toBe(0.9233333333333333) // numpy
})

test('equal values have exactly that mean', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(mean([value, value, value])).toBe(value + 0)
    }),
  )
})

test('the mean of large values does not overflow', () => {
  expect(mean([1.7e308, 1.7e308])).toBe(1.7e308)
})

test('no values have no mean', () => {
  expect(mean([])).toBeNull()
})
