import { describe, expect, test } from 'vitest'
import { mean } from '../../src/stats/mean.js'
import { std } from '../../src/stats/std.js'
import { expectClose } from './scipy.js'

// NIST Statistical Reference Datasets, univariate summary statistics
// (https://www.itl.nist.gov/div898/strd/univ/homepage.html): the data and their certified values.
describe("NIST's certified values of", () => {
  test('Michelso: the speed of light in air, in thousands of km/s', () => {
    const hundredths =
      '85 74 90 107 93 85 95 98 98 88 100 98 93 65 76 81 100 100 96 96 ' +
      '96 94 96 94 88 80 85 88 90 84 83 79 81 88 88 83 80 79 76 80 ' +
      '88 88 88 86 72 72 62 86 97 95 88 91 85 87 84 84 85 84 84 84 ' +
      '89 81 81 82 80 77 76 74 75 76 91 92 89 86 88 72 84 85 85 78 ' +
      '89 84 78 81 76 81 79 81 82 85 87 87 81 74 81 94 95 80 81 87'
    const speeds = hundredths.split(' ').map((excess) => (29900 + Number(excess)) / 100)
    expect(speeds).toHaveLength(100)
    expectClose(mean(speeds), 299.8524)
    expectClose(std(speeds), 0.0790105478190518)
  })

  test('Mavro: the transmittance of a filter', () => {
    const tenThousandths =
      '18 17 18 19 18 17 15 14 15 15 17 18 18 19 19 21 20 16 14 13 13 15 15 16 15 ' +
      '14 13 14 15 14 15 16 15 16 19 20 20 21 22 23 24 25 27 26 26 26 27 26 25 24'
    const shares = tenThousandths.split(' ').map((excess) => (20000 + Number(excess)) / 10000)
    expect(shares).toHaveLength(50)
    expectClose(mean(shares), 2.001856)
    expectClose(std(shares), 0.000429123454003053)
  })

  test.each([
    ['NumAcc1', [10000001, 10000003, 10000002], 10000002, 1],
    ['NumAcc2', [1.2, ...alternating(1.1, 1.3, 500)], 1.2, 0.1],
    ['NumAcc3', [1000000.2, ...alternating(1000000.1, 1000000.3, 500)], 1000000.2, 0.1],
    ['NumAcc4', [10000000.2, ...alternating(10000000.1, 10000000.3, 500)], 10000000.2, 0.1],
  ])('%s: numbers made to be hard', (_, values, centre, deviation) => {
    expect(mean(values)).toBeCloseTo(centre, 8)
    // The values themselves, as doubles, are up to 1e-9 off of what is written.
    expect(std(values)).toBeCloseTo(deviation, 8)
  })
})

function alternating(low: number, high: number, times: number): number[] {
  return Array.from({ length: 2 * times }, (_, i) => (i % 2 === 0 ? low : high))
}
