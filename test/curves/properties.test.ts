import { table } from 'arquero'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curves, type CurvesOptions } from '../../src/curves/curves.js'

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  fc.constantFrom(NaN, Infinity, -Infinity),
)
const run = fc
  .array(fc.tuple(fc.integer({ min: -5, max: 30 }), value), { maxLength: 20 })
  .map((points) => ({ steps: points.map(([step]) => step), values: points.map(([, y]) => y) }))
const options = fc.record({
  grid: fc.constantFrom(undefined, 'union' as const, 'intersection' as const, { bins: 4 }),
  interpolate: fc.constantFrom('none' as const, 'linear' as const, 'previous' as const),
  smooth: fc.constantFrom(0, 0.3, 0.99),
})
const runs = fc.array(run, { minLength: 1, maxLength: 6 })

type Row = Readonly<Record<string, number | null>>

const averages = (y: readonly unknown[], options: Omit<CurvesOptions, 'series'>): Row[] =>
  curves(table({ y }), { by: [], ...options, series: 'y' }).objects() as Row[]

test('the order of the runs makes no difference', () => {
  fc.assert(
    fc.property(runs, options, (runs, options) => {
      const close = averages(runs, options).map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, cell]) => [
            name,
            cell === null ? null : (expect.closeTo(cell, 4) as unknown),
          ]),
        ),
      )
      expect(averages(runs.toReversed(), options)).toEqual(close)
    }),
  )
})

test('a run whose values are all the same stays exactly so', () => {
  fc.assert(
    fc.property(
      runs,
      options,
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      (runs, options, y) => {
        const same = y + 0 // no negative zero
        const constant = runs.map(({ steps }) => ({ steps, values: steps.map(() => same) }))
        for (const row of averages(constant, options)) {
          expect([row['y_mean'], row['y_min'], row['y_max']]).toEqual([same, same, same])
          expect(row['y_std'] ?? 0).toBe(0)
        }
      },
    ),
  )
})

test('n and NaN are never of more runs than there are, and the mean lies between the ends', () => {
  fc.assert(
    fc.property(runs, options, (runs, options) => {
      let last = -Infinity
      for (const row of averages(runs, options)) {
        const { step, y_n: n, y_nan: nan = 0, y_interpolated: interpolated = 0 } = row
        expect(Number(step)).toBeGreaterThan(last)
        last = Number(step)
        expect(Number(n) + Number(nan)).toBeLessThanOrEqual(runs.length)
        expect(Number(interpolated)).toBeLessThanOrEqual(Number(n))
        if (n === 0) expect(row['y_mean']).toBeNull()
        else {
          const mean = Number(row['y_mean'])
          expect(mean).toBeGreaterThanOrEqual(Number(row['y_min']) - 1e-9)
          expect(mean).toBeLessThanOrEqual(Number(row['y_max']) + 1e-9)
        }
      }
    }),
  )
})
