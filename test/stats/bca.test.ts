import { describe, expect, test } from 'vitest'
import { bca } from '../../src/stats/bca.js'
import { bcaInterval } from '../../src/stats/bca-interval.js'
import { iqm } from '../../src/stats/iqm.js'
import { mean } from '../../src/stats/mean.js'
import { median } from '../../src/stats/quantile.js'
import { std } from '../../src/stats/std.js'
import { expectClose, scipy } from './scipy.js'

const STATISTICS = {
  mean: (sorted: ArrayLike<number>) => mean(sorted) ?? NaN,
  median: (sorted: ArrayLike<number>) => median(sorted) ?? NaN,
  iqm: (sorted: ArrayLike<number>) => iqm(sorted) ?? NaN,
}

describe('what scipy says of', () => {
  test.each(scipy.bootstraps)('the same resamples of $name', (bootstrap) => {
    const { estimate } = bootstrap
    const distribution = Float64Array.from(bootstrap.distribution)
    const jackknife = Float64Array.from(bootstrap.jackknife)
    for (const [level, [low, high]] of Object.entries(bootstrap.intervals)) {
      const result = bcaInterval({ estimate, distribution, jackknife }, Number(level))
      expectClose(result?.low, low, high - low)
      expectClose(result?.high, high, high - low)
    }
  })

  test.each(scipy.bootstraps)('many other resamples of $name', (bootstrap) => {
    const { values, statistic, many } = bootstrap
    const result = bca(values, STATISTICS[statistic], { resamples: 100_000 })
    expectWithin(result?.low, many.low)
    expectWithin(result?.high, many.high)
  })
})

/** Within the range of twenty bootstraps, or no further out than half of it. */
function expectWithin(end: number | undefined, [low, high]: readonly [number, number]): void {
  const slack = (high - low) / 2 + 1e-9 * Math.abs(low)
  expect(end).toBeGreaterThanOrEqual(low - slack)
  expect(end).toBeLessThanOrEqual(high + slack)
}

test("Efron and Tibshirani's test of spatial perception has the published interval", () => {
  // An introduction to the bootstrap, 1993, table 14.1 (data) and 14.2: the variance of 26 scores is
  // 171.5, its 90% interval by 2000 resamples (115.8, 259.6).
  const scores = [
    48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30,
    41,
  ]
  const variance = (values: ArrayLike<number>): number =>
    ((std(values) ?? NaN) ** 2 * (values.length - 1)) / values.length
  expect(variance(scores)).toBeCloseTo(171.5, 1)
  const result = bca(scores, variance, { level: 0.9, resamples: 50_000 })
  expect(Math.abs((result?.low ?? NaN) - 115.8)).toBeLessThan(2)
  expect(Math.abs((result?.high ?? NaN) - 259.6)).toBeLessThan(2)
})

test('the same seed gives the same interval, on every machine', () => {
  const values = [0.31, 2.7, 1.8, 0.05, 9.4, 1.1, 0.6]
  const seeded = (seed?: number): unknown => bca(values, STATISTICS.mean, { resamples: 999, seed })
  expect(seeded(0)).toEqual({ low: 0.7942857142857144, high: 5.97731752667687 })
  expect(seeded(42)).toEqual({ low: 0.7506345877236394, high: 5.8227640078320695 })
  expect(seeded()).toEqual(seeded(0))
})

test('resamples of the same values are equal, in whatever order they were drawn', () => {
  // Added up in another order, 0.1, 0.2 and 0.3 differ from themselves by rounding.
  const means = new Set<number>()
  bca([0.1, 0.2, 0.3], (sorted) => {
    const result = mean(sorted) ?? NaN
    if (sorted.length === 3 && new Set(Array.from(sorted)).size === 3) means.add(result)
    return result
  })
  expect(means.size).toBe(1)
})

test('the order of the values does not matter, nor are they changed', () => {
  const values = [3, 1, 2, 8, 5]
  const result = bca(values, STATISTICS.mean)
  expect(values).toEqual([3, 1, 2, 8, 5])
  expect(bca([8, 5, 3, 2, 1], STATISTICS.mean)).toEqual(result)
})

test('each resample comes in order, from the values, as many of them', () => {
  bca([3, 1, 2], (sorted) => {
    const values = Array.from(sorted)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(values.every((value) => [1, 2, 3].includes(value))).toBe(true)
    // All three, or two of them as the jackknife takes.
    expect([2, 3]).toContain(values.length)
    return 0
  })
})

test('each value is drawn as often as another', () => {
  const draws = new Map<number, number>()
  const resamples = 20_000
  bca(
    [1, 2, 3, 4, 5, 6, 7],
    (sorted) => {
      for (const value of Array.from(sorted)) draws.set(value, (draws.get(value) ?? 0) + 1)
      return 0
    },
    { resamples },
  )
  // Five standard deviations of a binomial number of draws.
  for (const n of draws.values()) expect(Math.abs(n - resamples)).toBeLessThan(5 * 131)
})

test('a higher level has a wider interval', () => {
  const values = [3, 1, 2, 8, 5, 9, 4]
  const narrow = bca(values, STATISTICS.mean, { level: 0.5 })
  const wide = bca(values, STATISTICS.mean, { level: 0.99 })
  expect(wide?.low).toBeLessThan(narrow?.low ?? NaN)
  expect(wide?.high).toBeGreaterThan(narrow?.high ?? NaN)
})

test('equal values have an interval of no width', () => {
  expect(bca([0.1, 0.1, 0.1], STATISTICS.mean)).toEqual({ low: 0.1, high: 0.1 })
})

test('a jackknife that does not vary gives no interval, as in scipy', () => {
  expect(bca([1, 1, 1, 1, 5], STATISTICS.median)).toBeNull()
})

test('too few values, resamples or a level that is none give no interval', () => {
  expect(bca([1], STATISTICS.mean)).toBeNull()
  expect(bca([], STATISTICS.mean)).toBeNull()
  expect(bca([1, 2, 3], STATISTICS.mean, { resamples: 0 })).toBeNull()
  expect(bca([1, 2, 3], STATISTICS.mean, { level: 1 })).toBeNull()
})

test('a statistic that is not a number gives no interval', () => {
  expect(bca([1, 2, 3], () => NaN)).toBeNull()
})
