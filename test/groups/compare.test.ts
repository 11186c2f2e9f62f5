import { describe, expect, test } from 'vitest'
import { aq, compare } from '../../src/index.js'
import { cifar10, rows, RUNS } from './support.js'
import { Examiner, logMetric } from '../../src/index.js'

test('two selections of an exam are matched on what varies within them', async () => {
  const { table } = await cifar10()
  const a = table.filter((run: { lr: number }) => run.lr === 0.1)
  const b = table.filter((run: { lr: number }) => run.lr === 0.01)
  const { table: comparison, unmatched, on } = compare(a, b)
  expect(on).toEqual([])
  expect(unmatched.numRows()).toBe(0)
  // holm of scipy.stats.ttest_rel for acc and for loss: 0.004909813261322302, 0.0006537135313244341
  expect(rows(comparison)).toEqual([
    {
      ...{
        metric: 'acc',
        a_runs: 3,
        a_mean: 0.9286666667,
        a_ci95: 0.004793377435,
        a_n: 3,
        b_runs: 3,
        b_mean: 0.9035333333,
        b_ci95: 0.004609620807,
      },
      ...{ b_n: 3, difference: -0.02513333333, percent: -2.706389088, low: -0.03273874451 },
      ...{ high: -0.01752792215, p: 0.004909813261, effect: -8.209242036, verdict: 'lower' },
      test: "paired t of 3 (Cohen's dz)",
    },
    {
      ...{
        metric: 'loss',
        a_runs: 3,
        a_mean: -2.827666667,
        a_ci95: 0.3107961402,
        a_n: 3,
        b_runs: 3,
        b_mean: -6.2131,
        b_ci95: 0.1073745358,
        b_n: 3,
      },
      ...{ difference: -3.385433333, percent: -119.725333, low: -3.758045737, high: -3.01282093 },
      ...{ p: 0.001307427063, effect: -22.57005545, verdict: 'lower' },
      test: "paired t of 3 (Cohen's dz)",
    },
  ])
})

test('a param that varies in one exam and not in the other is matched on', async () => {
  const { table } = await cifar10()
  const some = new Examiner().add(
    logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/, keep: 'max' }),
  )
  await some.exam({ output: 'examples/cifar10/output', regex: 'Lr_0.1-' })
  const one = some.table()
  expect(one.columnNames()).toEqual(['seed', 'acc'])
  const { table: comparison, unmatched, on } = compare(one, table)
  expect(on).toEqual(['lr'])
  expect(
    comparison.select('lr', 'metric', 'a_n', 'b_n', 'difference', 'verdict').objects(),
  ).toEqual([
    { lr: 0.1, metric: 'acc', a_n: 3, b_n: 3, difference: 0, verdict: 'no difference seen' },
  ])
  expect(unmatched.objects()).toEqual([{ lr: 0.01, set: 'b', runs: 3 }])
  expect(compare(table, one).unmatched.objects()).toEqual([{ lr: 0.01, set: 'a', runs: 3 }])
  expect(compare(table, one, { on: ['lr', 'data'] }).table.get('data', 0)).toBe('CIFAR10')
})

describe('tables that no exam made', () => {
  const OTHER = aq.table({
    lr: [0.1, 0.1, 0.1, 2, 1, 1n],
    seed: [0, 1, 2, 0, 0, 1],
    acc: [0.8, 0.82, 0.81, 0.5, null, Infinity],
  })

  test('are matched setting by setting, in order, and what is alone is listed', () => {
    const { table, unmatched } = compare(RUNS, OTHER, { metrics: 'acc' })
    expect(rows(table.select('lr', 'a_runs', 'a_n', 'b_runs', 'b_n', 'verdict'))).toEqual([
      { lr: 0.1, a_runs: 5, a_n: 5, b_runs: 3, b_n: 3, verdict: 'lower' },
      { lr: 1, a_runs: 4, a_n: 4, b_runs: 2, b_n: 0, verdict: 'no value' },
    ])
    expect(unmatched.objects()).toEqual([
      { lr: 0.01, set: 'a', runs: 5 },
      { lr: 2, set: 'b', runs: 1 },
    ])
  })

  test('may be ordered and filtered', () => {
    const a = RUNS.filter((run: { seed: number }) => run.seed > 0).orderby(aq.desc('acc'))
    const { table } = compare(a, OTHER, { metrics: 'acc' })
    expect(table.select('lr', 'a_runs', 'b_runs').objects()).toEqual([
      { lr: 0.1, a_runs: 4, b_runs: 3 },
      { lr: 1, a_runs: 3, b_runs: 2 },
    ])
    // np.mean([0.93, 0.92, 0.94, 0.925])
    expect(table.get('a_mean', 0)).toBeCloseTo(0.92875, 12)
  })

  test('of which one is empty have no setting in common', () => {
    const { table, unmatched } = compare(
      RUNS,
      OTHER.filter(() => false),
      { on: 'lr', metrics: 'acc' },
    )
    expect(table.numRows()).toBe(0)
    expect(unmatched.array('set')).toEqual(['a', 'a', 'a'])
  })

  test('have to have what they are matched on', () => {
    const without = OTHER.select('seed', 'acc')
    expect(() => compare(RUNS, without, { metrics: 'acc' })).toThrow("no column 'lr'")
    expect(compare(RUNS, without, { metrics: 'acc', on: [] }).table.array('a_n')).toEqual([14])
  })

  test('have to have a metric in common', () => {
    expect(() => compare(RUNS, OTHER.rename({ acc: 'loss' }), { on: 'lr' })).toThrow(
      'no metric in common',
    )
    expect(() => compare(RUNS, OTHER, { on: 'lrr' })).toThrow("Did you mean 'lr'?")
  })
})

test('a baseline of zero has no percent', () => {
  const a = aq.table({ acc: [0, 0] })
  const { table } = compare(a, aq.table({ acc: [1, 1.1] }), { on: [] })
  expect(table.get('percent', 0)).toBeNull()
  expect(table.get('difference', 0)).toBeCloseTo(1.05)
})
