import { expect, test } from 'vitest'
import { normalQuantile, normalTail } from '../../src/stats/normal.js'
import { expectClose, scipy } from './scipy.js'

test.each(scipy.normalTails)('the tail beyond %s is that of scipy', (z, p) => {
  expectClose(normalTail(z), p)
})

test.each(scipy.normalQuantiles)('the quantile at %s is that of scipy', (p, z) => {
  expectClose(normalQuantile(p), z)
})

test('the tail undoes the quantile', () => {
  for (const p of [1e-300, 1e-20, 0.01, 0.3, 0.5, 0.8, 0.999]) {
    expectClose(normalTail(-normalQuantile(p)), p)
  }
})

test('the middle and the ends of the distribution', () => {
  expect(normalQuantile(0.5)).toBe(0)
  expect(normalQuantile(0)).toBe(-Infinity)
  expect(normalQuantile(1)).toBe(Infinity)
  expect(normalTail(0)).toBe(0.5)
  expect(normalTail(Infinity)).toBe(0)
  expect(normalTail(-Infinity)).toBe(1)
})
