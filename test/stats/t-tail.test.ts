import { expect, test } from 'vitest'
import { tQuantile } from '../../src/stats/t-quantile.js'
import { tTail } from '../../src/stats/t-tail.js'
import { expectClose, scipy } from './scipy.js'

test.each(scipy.tTails)('p of t = %s with %s degrees of freedom is that of mpmath', (t, df, p) => {
  expectClose(tTail(t, df), p)
  expect(tTail(-t, df)).toBe(tTail(t, df))
})

test.each([1, 1.5, 4, 30, 1e5])('the tail undoes the quantile with %s degrees of freedom', (df) => {
  for (const p of [1e-30, 1e-9, 0.001, 0.05, 0.5, 0.9]) {
    expectClose(tTail(tQuantile(p / 2, df), df), p)
  }
})

test('one degree of freedom agrees with its closed form however far out', () => {
  expectClose(tTail(1e100, 1), 2e-100 / Math.PI)
  expectClose(tTail(1e200, 1), 2e-200 / Math.PI)
  expectClose(tTail(1e-200, 1), 1)
})

test('the ends of the distribution', () => {
  expect(tTail(0, 3)).toBe(1)
  expect(tTail(-Infinity, 3)).toBe(0)
})

test.each([
  [NaN, 3],
  [1, 0],
  [1, -1],
  [1, NaN],
  [1, Infinity],
])('there is no p of t = %s with %s degrees of freedom', (t, df) => {
  expect(tTail(t, df)).toBeNull()
})
