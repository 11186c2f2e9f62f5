import { expect, test } from 'vitest'
import { tInterval } from '../../src/stats/t-interval.js'
import { tCritical } from '../../src/stats/t-quantile.js'
import { expectClose, scipy } from './scipy.js'

test('half of the 95% confidence interval is that of scipy', () => {
  // scipy: t.ppf(0.975, 2) * std(ddof=1) / sqrt(3)
  expect(tInterval([0.9, 0.92, 0.95])).toBeCloseTo(0.06251609479375765, 12)
})

test.each(scipy.samples)('half of the intervals of $name are those of scipy', (sample) => {
  for (const [level, expected] of Object.entries(sample.halfWidths)) {
    expectClose(tInterval(sample.values, Number(level)), expected)
  }
})

test('a level close to 1 keeps its digits', () => {
  // With one degree of freedom it is the cotangent of half of what is left, times π.
  expectClose(tCritical(1 - 2 ** -40, 1), 2 ** 41 / Math.PI)
})

test('one value has no interval, rather than one of no width', () => {
  expect(tInterval([1])).toBeNull()
  expect(tInterval([])).toBeNull()
})

test.each([0, 1, -1, 2, NaN])('there is no interval of level %s', (level) => {
  expect(tInterval([1, 2, 3], level)).toBeNull()
})
