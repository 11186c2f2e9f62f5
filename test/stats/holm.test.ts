import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holm } from '../../src/stats/holm.js'
import { expectClose, scipy } from './scipy.js'

test.each(scipy.families)('statsmodels adjusts $ps to the same', ({ ps, holm: expected }) => {
  const adjusted = holm(ps)
  expect(adjusted).toHaveLength(ps.length)
  adjusted.forEach((p, i) => {
    expectClose(p, expected[i] ?? NaN)
  })
})

test('each p keeps its place, grows, and stays in order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (ps) => {
      const adjusted = holm(ps)
      const pairs = ps.map((p, i) => [p, adjusted[i] ?? NaN] as const)
      for (const [p, after] of pairs) {
        expect(after).toBeGreaterThanOrEqual(p)
        expect(after).toBeLessThanOrEqual(1)
      }
      const inOrder = pairs.toSorted(([a], [b]) => a - b).map(([, after]) => after)
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
    }),
  )
})

test('one p stays, and none stays none, however many were not tested', () => {
  expect(holm([0.03])).toEqual([0.03])
  expect(holm([])).toEqual([])
  expect(holm([null, 0.03, null])).toEqual([null, 0.03, null])
})
