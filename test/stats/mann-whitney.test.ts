import { expect, test } from 'vitest'
import { mannWhitney } from '../../src/stats/mann-whitney.js'
import { expectClose, scipy } from './scipy.js'

test.each(scipy.pairs)('scipy says the same of $name', ({ a, b, mannWhitney: expected }) => {
  const result = mannWhitney(a, b)
  expect(result?.u).toBe(expected.u)
  expectClose(result?.p, expected.p)
})

// Mann & Whitney, Annals of Mathematical Statistics 18, 1947, table I: P(U ≤ u), one-sided.
test.each([
  [3, 3, 0, 0.05],
  [4, 4, 2, 0.057],
  [5, 5, 4, 0.048],
  [8, 8, 15, 0.041],
])('with %s and %s values, U = %s or less has the published probability', (n, m, u, p) => {
  const a = Array.from({ length: n }, (_, i) => i)
  // All of the second above all of the first, but for a value put among it to make U.
  const result = mannWhitney(a, sampleOfU(n, m, u))
  expect(result).toMatchObject({ u, exact: true })
  expect((result?.p ?? NaN) / 2).toBeCloseTo(p, 3)
})

/** m values of which the integers from 0 to n - 1 win u pairs. */
function sampleOfU(n: number, m: number, u: number): number[] {
  const values: number[] = []
  for (let left = u; values.length < m; left -= Math.min(left, n)) {
    values.push(n - Math.min(left, n) - 0.5 + values.length * 1e-6)
  }
  return values
}

test('p is exact for few values without ties, and else nearly so', () => {
  const numbers = (n: number, from: number): number[] =>
    Array.from({ length: n }, (_, i) => from + i)
  expect(mannWhitney(numbers(8, 0), numbers(100, 0.5))?.exact).toBe(true)
  expect(mannWhitney(numbers(9, 0), numbers(9, 0.5))?.exact).toBe(false)
  expect(mannWhitney([1, 2, 3], [3, 4, 5])?.exact).toBe(false)
})

test('the samples change places: U is that of the first, p stays', () => {
  expect(mannWhitney([1, 2, 6], [4, 5])).toEqual({ u: 2, p: 0.8, exact: true })
  expect(mannWhitney([4, 5], [1, 2, 6])).toEqual({ u: 4, p: 0.8, exact: true })
})

test('the exact p of one among many, and of many values, is that of counting', () => {
  const many = Array.from({ length: 20_000 }, (_, i) => i)
  expectClose(mannWhitney([-1], many)?.p, 2 / 20_001)
  const [n, m] = [8, 300]
  let orders = 1
  for (let i = 1; i <= n; i++) orders = (orders * (m + i)) / i
  const few = Array.from({ length: n }, (_, i) => i - 1000)
  expectClose(mannWhitney(few, many.slice(0, m))?.p, 2 / orders)
})

test('nothing but ties tells nothing apart', () => {
  expect(mannWhitney([1, 1], [1, 1, 1])).toEqual({ u: 3, p: 1, exact: false })
})

test('an empty sample has no test', () => {
  expect(mannWhitney([], [1])).toBeNull()
  expect(mannWhitney([1], [])).toBeNull()
})
