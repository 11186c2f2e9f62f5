import { expect, test } from 'vitest'
import { mean } from '../../src/stats/mean.js'
import { sem } from '../../src/stats/sem.js'
import { std } from '../../src/stats/std.js'
import { expectClose, scipy } from './scipy.js'

test('the sample standard deviation divides by n - 1', () => {
  expect(std([1, 2, 3])).toBe(1)
  expect(std([0.9, 0.92, 0.95])).toBeCloseTo(0.025166114784235794, 15) // numpy, ddof=1
})

test.each(scipy.samples)(
  'the standard deviation and error of $name are the exact ones',
  ({ values, std: deviation, sem: error }) => {
    expectClose(std(values), deviation)
    expectClose(sem(values), error)
  },
)

test('a small spread about a large mean keeps its digits', () => {
  expect(std([1e9 + 1, 1e9 + 2, 1e9 + 4])).toBeCloseTo(1.5275252316519474, 12) // numpy, ddof=1
})

test('a mean that is known already changes nothing', () => {
  for (const { values } of scipy.samples) expect(std(values, mean(values) ?? 0)).toBe(std(values))
})

test('equal values do not spread at all', () => {
  expect(std([0.1, 0.1, 0.1])).toBe(0)
})

test('squares neither overflow nor underflow', () => {
  expectClose(std([1e200, 2e200, 3e200]), 1e200)
  expectClose(std([1e-200, 2e-200, 3e-200]), 1e-200)
  expectClose(std([-1e308, 0, 1e308]), 1e308)
})

test('one value has no standard deviation or error, rather than zero', () => {
  expect(std([1])).toBeNull()
  expect(std([])).toBeNull()
  expect(sem([1])).toBeNull()
})
