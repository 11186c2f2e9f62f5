import { expect, test } from 'vitest'
import { std } from '../../src/stats/std.js'

test('the sample standard deviation divides by n - 1', () => {
  expect(std([1, 2, 3])).toBe(1)
  expect(std([0.9, 0.92, 0.95])).toBeCloseTo(0.025166114784235794, 15) // numpy, ddof=1
})

test('a small spread about a large mean keeps its digits', () => {
  expect(std([1e9 + 1, 1e9 + 2, 1e9 + 4])).toBeCloseTo(1.5275252316519474, 12) // numpy, ddof=1
})

test('equal values do not spread at all', () => {
  expect(std([0.1, 0.1, 0.1])).toBe(0)
})

test('one value has no standard deviation, rather than zero', () => {
  expect(std([1])).toBeNull()
  expect(std([])).toBeNull()
})
