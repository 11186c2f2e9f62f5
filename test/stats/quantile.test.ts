import { expect, test } from 'vitest'
import { iqm } from '../../src/stats/iqm.js'
import { median, quantile } from '../../src/stats/quantile.js'
import { ascending, expectClose, scipy } from './scipy.js'

test.each(scipy.samples)('the quantiles of $name are those of numpy', (sample) => {
  const sorted = ascending(sample.values)
  expectClose(median(sorted), sample.median)
  for (const [p, expected] of Object.entries(sample.quantiles)) {
    expectClose(quantile(sorted, Number(p)), expected)
  }
})

test.each(scipy.samples)("the interquartile mean of $name is scipy's trimmed mean", (sample) => {
  expectClose(iqm(ascending(sample.values)), sample.iqm)
})

test('a quantile lies between two ranks, and at the ends it is an end', () => {
  expect(quantile([1, 2, 4, 9], 0.25)).toBe(1.75)
  expect(quantile([1, 2, 4, 9], 0)).toBe(1)
  expect(quantile([1, 2, 4, 9], 1)).toBe(9)
  expect(median(Float64Array.of(1, 2, 9))).toBe(2)
})

test('equal values have exactly that quantile and interquartile mean', () => {
  expect(quantile([0.1, 0.1, 0.1], 0.7)).toBe(0.1)
  expect(iqm([0.1, 0.1, 0.1, 0.1, 0.1])).toBe(0.1)
})

test('the interquartile mean leaves out a quarter at each end, rounded down', () => {
  expect(iqm([0, 4, 5, 100])).toBe(4.5)
  expect(iqm([0, 3, 6])).toBe(3)
  expect(iqm([7])).toBe(7)
})

test('no values have no quantile, and no p but from 0 to 1 has one', () => {
  expect(median([])).toBeNull()
  expect(iqm([])).toBeNull()
  expect(quantile([1, 2], -0.1)).toBeNull()
  expect(quantile([1, 2], 1.1)).toBeNull()
  expect(quantile([1, 2], NaN)).toBeNull()
})
