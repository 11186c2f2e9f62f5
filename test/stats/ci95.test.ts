import { expect, test } from 'vitest'
import { ci95 } from '../../src/stats/ci95.js'

test('half of the 95% confidence interval is that of scipy', () => {
  // scipy: t.ppf(0.975, 2) * std(ddof=1) / sqrt(3)
  expect(ci95([0.9, 0.92, 0.95])).toBeCloseTo(0.06251609479375765, 12)
})

test('one value has no interval, rather than one of no width', () => {
  expect(ci95([1])).toBeNull()
  expect(ci95([])).toBeNull()
})
