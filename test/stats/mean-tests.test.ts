import { describe, expect, test } from 'vitest'
import { cohenDz, hedgesG } from '../../src/stats/effect-size.js'
import type { MeanTest } from '../../src/stats/mean-test.js'
import { pairedT } from '../../src/stats/paired-t.js'
import { welch } from '../../src/stats/welch.js'
import { expectClose, scipy } from './scipy.js'

// Student, "The probable error of a mean", Biometrika 6, 1908: hours of sleep gained by ten
// patients with two drugs.
const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

describe('what scipy says of', () => {
  test.each(scipy.pairs.flatMap((pair) => (pair.welch ? [{ ...pair, welch: pair.welch }] : [])))(
    "Welch's test of $name",
    ({ a, b, difference, welch: expected }) => {
      for (const [level, result] of Object.entries(expected)) {
        expectTest(welch(a, b, Number(level)), result, difference)
      }
    },
  )

  test.each(scipy.pairs.flatMap((pair) => (pair.paired ? [{ ...pair, paired: pair.paired }] : [])))(
    'the paired test of $name',
    ({ a, b, difference, paired, cohenDz: effect }) => {
      for (const [level, result] of Object.entries(paired)) {
        expectTest(pairedT(a, b, Number(level)), result, difference)
      }
      expectClose(cohenDz(a, b), effect ?? NaN)
    },
  )

  test.each(
    scipy.pairs.flatMap(({ name, a, b, hedgesG }) => (hedgesG ? [{ name, a, b, hedgesG }] : [])),
  )("Hedges' g of $name", ({ a, b, hedgesG: expected }) => {
    expectClose(hedgesG(a, b), expected)
  })
})

function expectTest(
  actual: MeanTest | null,
  expected: Omit<MeanTest, 'difference'>,
  difference = NaN,
): void {
  const half = (expected.high - expected.low) / 2
  expectClose(actual?.difference, difference)
  expectClose(actual?.t, expected.t)
  expectClose(actual?.df, expected.df)
  expectClose(actual?.p, expected.p)
  // The ends may lie close to 0; they are as exact as the interval is wide.
  expectClose(actual?.low, expected.low, Math.max(half, Math.abs(expected.low)))
  expectClose(actual?.high, expected.high, Math.max(half, Math.abs(expected.high)))
}

test("Student's sleep: the pairs differ by 1.58 hours, t = -4.06, p = 0.0028", () => {
  const result = pairedT(FIRST, SECOND)
  expect(result?.difference).toBeCloseTo(-1.58, 12)
  expect(result?.t).toBeCloseTo(-4.0621, 4) // R: t.test(extra ~ group, sleep, paired = TRUE)
  expect(result?.df).toBe(9)
  expect(result?.p).toBeCloseTo(0.002833, 6)
  expect(result?.low).toBeCloseTo(-2.4598858, 6)
  expect(result?.high).toBeCloseTo(-0.7001142, 6)
})

test("Student's sleep as two samples: t = -1.86 with 17.8 degrees of freedom", () => {
  const result = welch(FIRST, SECOND)
  expect(result?.t).toBeCloseTo(-1.8608, 4) // R: t.test(extra ~ group, sleep)
  expect(result?.df).toBeCloseTo(17.776, 3)
  expect(result?.p).toBeCloseTo(0.07939, 5)
  expect(result?.low).toBeCloseTo(-3.3654832, 6)
  expect(result?.high).toBeCloseTo(0.2054832, 6)
})

test.each([welch, pairedT])('$name: too few values have no test', (run) => {
  expect(run([1], [2])).toBeNull()
  expect(run([], [])).toBeNull()
  expect(run([1, 2], [2])).toBeNull()
})

test.each([welch, pairedT])('$name: means without spread are the same, or surely differ', (run) => {
  const same = { difference: 0, low: 0, high: 0, t: 0, p: 1 }
  expect(run([0.1, 0.1, 0.1], [0.1, 0.1, 0.1])).toMatchObject(same)
  const above = { difference: 1, low: 1, high: 1, t: Infinity, p: 0 }
  expect(run([3, 3], [2, 2])).toMatchObject(above)
  expect(run([2, 2], [3, 3])).toMatchObject({ difference: -1, t: -Infinity, p: 0 })
})

test.each([welch, pairedT])('$name: what overflows has no test, rather than NaN', (run) => {
  expect(run([1.7e308, -1.7e308], [-1.7e308, 1.7e308])).toBeNull()
  expect(run([1, 2], [3, 5], 1)).toBeNull()
})

test.each([welch, pairedT])('$name: spreads that are tiny or huge cost no digits', (run) => {
  const plain = run([1, 2, 4], [2, 5, 7])
  for (const scale of [1e-200, 1e200]) {
    const scaled = run([scale, 2 * scale, 4 * scale], [2 * scale, 5 * scale, 7 * scale])
    expectClose(scaled?.p, plain?.p ?? NaN)
    expectClose(scaled?.df, plain?.df ?? NaN)
  }
})

test("Welch's degrees of freedom are never below those of the smaller sample", () => {
  expect(welch([1, 1 + 1e-15], [5, 700, 30, 4])?.df).toBeCloseTo(3, 12)
  expect(welch([0.3, 0.7], [2, 2, 2, 2])?.df).toBe(1)
})

test('there is no effect size of too few values, nor without spread', () => {
  expect(hedgesG([1], [1, 2])).toBeNull()
  expect(hedgesG([1, 1], [2, 2])).toBeNull()
  expect(cohenDz([1], [2])).toBeNull()
  expect(cohenDz([1, 2], [2, 3])).toBeNull()
  expect(cohenDz([1, 2, 3], [2, 3])).toBeNull()
})

test("Hedges' correction of two and of four degrees of freedom has its closed form", () => {
  expectClose(hedgesG([1, 2], [3, 4]), -2 * Math.SQRT2 * (1 / Math.sqrt(Math.PI)))
  expectClose(hedgesG([1, 2, 3], [2, 3, 4]), -Math.sqrt(2 / Math.PI))
})

test('pairs that differ by one number, but for rounding, do not spread', () => {
  const b = [0.1, 0.7, 1.3, 2.9]
  const a = b.map((value) => value + 0.3)
  expect(new Set(a.map((value, i) => value - (b[i] ?? 0))).size).toBeGreaterThan(1)
  const result = pairedT(a, b)
  expect(result).toMatchObject({ t: Infinity, p: 0 })
  expect(result?.high).toBe(result?.low)
  expect(cohenDz(a, b)).toBeNull()
})
