import { describe, expect, test } from 'vitest'
import { aq, best as bestOf, toJSON, toMarkdown, toTSV } from '../../src/index.js'
import { expanded } from '../../src/formats/expanded.js'
import { toHTMLTable } from '../../src/formats/html-table.js'
import { toLatex } from '../../src/formats/latex.js'
import { tableGrid } from '../../src/notebook/grid.js'
import { gridText } from '../../src/notebook/grid-text.js'
import { gridHTML } from '../../src/notebook/grid-html.js'
import { Estimate } from '../../src/stats/estimate.js'

const groups = aq.table({
  lr: [0.1, 0.01],
  runs: [5, 5],
  acc_mean: [0.92761, 0.5],
  acc_ci95: [0.00315, null],
  acc_std: [0.002, null],
  acc_n: [5, 1],
  loss_mean: [0.2, 0.3],
  loss_ci95: [0.01, 0.02],
  loss_n: [5, 5],
})

const best = { value: 0.9, low: 0.89, high: 0.91, n: 3, mark: 'best' } as const
const tied = { value: 0.88, low: 0.86, high: 0.9, n: 2, of: 3, mark: 'tied' } as const
const pivot = aq.table({
  lr: [0.1, 0.01],
  a: [new Estimate(best), null],
  b: [new Estimate(tied), 1],
})

describe('tables for people', () => {
  test('join a mean, its interval and its count, which is told unless it is that of the runs', () => {
    expect(toMarkdown(groups)).toBe(
      [
        '| lr | runs | acc | acc n | acc\\_std | loss |',
        '| ---: | ---: | ---: | --- | ---: | ---: |',
        '| 0.1 | 5 | 0.928 ± 0.003 | 5 | 0.002 | 0.200 ± 0.010 |',
        '| 0.01 | 5 | 0.5 | 1 of 5 |  | 0.30 ± 0.02 |',
        '',
      ].join('\n'),
    )
  })

  test('have six digits of a standard deviation, and all of a param', () => {
    const table = aq.table({
      acc_scale: [0.123456789],
      runs: [2],
      acc_mean: [0.9],
      acc_ci95: [0.1],
      acc_std: [0.0014189197769195307],
      acc_n: [2],
    })
    expect(toMarkdown(table)).toContain('| 0.123456789 | 2 | 0.90 ± 0.10 | 0.00141892 |')
  })

  test('tell the count beside each estimate where no column tells it, and mark the best', () => {
    expect(toMarkdown(pivot)).toContain(
      '| 0.1 | **0.900 ± 0.010 (3)** | <u>0.88 ± 0.02 (2 of 3)</u> |',
    )
    expect(toHTMLTable(pivot)).toContain('<strong>0.900 ± 0.010 (3)</strong>')
    expect(toLatex(pivot)).toContain(
      String.raw`0.1 & \textbf{\boldmath$0.900 \pm 0.010$} (3) & \underline{$0.88 \pm 0.02$} (2 of 3) \\`,
    )
    expect(gridHTML(tableGrid(pivot))).toContain('<u>0.88 ± 0.02 (2 of 3)</u>')
    const [, marked, plain, legend] = gridText(tableGrid(pivot)).split('\n')
    expect(marked).toMatch(/^ 0\.1 +0\.900 ± 0\.010 \(3\) \* +0\.88 ± 0\.02 \(2 of 3\) ~$/)
    expect(plain).toMatch(/^0\.01 +1$/)
    expect(legend).toBe('* best  ~ not distinguishable from it')
  })

  test('leave other tables, and a metric whose name is taken, as they are', () => {
    const table = aq.table({ acc: [1], acc_mean: [1], acc_ci95: [1], acc_n: [1], x_mean: [2] })
    expect(toMarkdown(table)).toContain('| 1 | 1 | 1 | 1 | 2 |')
  })
})

describe('tables for programs', () => {
  test('have numbers in columns of their own for estimates', () => {
    expect(toTSV(pivot)).toMatch(
      /^lr\ta_mean\ta_ci95\ta_n\ta_mark\tb_mean\tb_ci95\tb_n\tb_of\tb_mark\n0.1\t0.9\t0.0100000\d+\t3\tbest\t0.88\t0.02\d*\t2\t3\ttied\n0.01\t\t\t\t\t1\t\t\t\t\n$/,
    )
    expect(JSON.parse(toJSON(pivot))).toMatchObject([
      { a_mean: 0.9, a_mark: 'best' },
      { b_mean: 1 },
    ])
  })

  test('give the ends of an interval that is not symmetric', () => {
    const table = aq.table({ x: [new Estimate({ value: 2, low: 1, high: 4, n: 3 })] })
    expect(toTSV(table)).toBe('x_mean\tx_low\tx_high\tx_n\n2\t1\t4\t3\n')
  })

  test('are given back as they are without estimates', () => {
    expect(expanded(groups)).toBe(groups)
  })
})

test('comparisons have the interval beside the difference, few digits, and the best in bold', () => {
  const runs = aq.table({
    lr: [1, 1, 1, 2, 2, 2, 3],
    seed: [0, 1, 2, 0, 1, 2, 0],
    acc: [0.9, 0.91, 0.905, 0.8, 0.82, 0.81, 0.7],
  })
  const lines = toMarkdown(bestOf(runs, { metric: 'acc', goal: 'max', test: 'welch' })).split('\n')
  expect(lines[0]).toBe('| lr | runs | acc | verdict | difference | p | effect | test |')
  // scipy.stats.ttest_ind([0.8, 0.82, 0.81], [0.9, 0.91, 0.905], equal_var=False)
  expect(lines.slice(2, 5)).toEqual([
    '| 1 | 3 | **0.905 ± 0.012** | best |  |  |  |  |',
    "| 2 | 3 | 0.81 ± 0.02 | worse | -0.10 ± 0.02 | 0.00076 | -9.59 | Welch's t (Hedges' g) |",
    '| 3 | 1 | 0.7 | too few runs | -0.205 |  |  |  |',
  ])
})
