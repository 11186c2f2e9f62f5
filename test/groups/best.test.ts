import { describe, expect, test } from 'vitest'
import { aq, best } from '../../src/index.js'
import { cifar10, rows, RUNS } from './support.js'

const ACC = { by: 'lr', metric: 'acc', goal: 'max' } as const

describe('the groups of an exam', () => {
  test('go from the best to the worst, told apart by pairs of seeds', async () => {
    const { table } = await cifar10()
    // scipy.stats.ttest_rel([0.9053, 0.9037, 0.9016], [0.9293, 0.9265, 0.9302])
    expect(rows(best(table, { metric: 'acc', goal: 'max' }))).toEqual([
      {
        ...{ lr: 0.1, runs: 3, acc_mean: 0.9286666667, acc_ci95: 0.004793377435, acc_n: 3 },
        ...{ verdict: 'best', difference: null, low: null, high: null, p: null },
        ...{ effect: null, test: null },
      },
      {
        ...{ lr: 0.01, runs: 3, acc_mean: 0.9035333333, acc_ci95: 0.004609620807, acc_n: 3 },
        ...{ verdict: 'worse', difference: -0.02513333333, low: -0.03273874451 },
        ...{ high: -0.01752792215, p: 0.004909813261, effect: -8.209242036 },
        test: "paired t of 3 (Cohen's dz)",
      },
    ])
  })

  test('may be told apart without pairs', async () => {
    const { table } = await cifar10()
    const ranking = best(table, { metric: 'acc', goal: 'max', test: 'welch' })
    // scipy.stats.ttest_ind(a, b, equal_var=False)
    expect(ranking.get('p', 1)).toBeCloseTo(8.457146739456187e-5, 14)
    expect(ranking.get('low', 1)).toBeCloseTo(-0.02942720003419877, 12)
    expect(ranking.get('high', 1)).toBeCloseTo(-0.020839466632467912, 12)
    expect(ranking.get('test', 1)).toBe("Welch's t (Hedges' g)")
  })

  test('are the other way round for the least', async () => {
    const { table } = await cifar10()
    const ranking = best(table, { metric: 'acc', goal: 'min' })
    expect(ranking.array('lr')).toEqual([0.01, 0.1])
    expect(ranking.array('verdict')).toEqual(['best', 'worse'])
    expect(ranking.get('difference', 1)).toBeCloseTo(0.025133333333333)
  })

  test('of single runs are ranked, and nothing is said of them', async () => {
    const { table } = await cifar10()
    const ranking = best(table, { by: ['lr', 'seed'], metric: 'acc', goal: 'max' })
    expect(ranking.get('acc_mean', 0)).toBe(0.9302)
    expect(ranking.get('acc_ci95', 0)).toBeNull()
    expect(ranking.array('verdict')).toEqual(['best', ...Array<string>(5).fill('too few runs')])
    expect(ranking.array('p')).toEqual(Array(6).fill(null))
  })
})

describe('the p-values of a family', () => {
  test('are adjusted by how many comparisons there are', () => {
    const ranking = best(RUNS, { ...ACC, test: 'welch' })
    // holm([0.21033059061068848, 0.00036151759920898793]) of scipy.stats.ttest_ind(equal_var=False)
    expect(ranking.array('lr')).toEqual([0.1, 0.01, 1])
    expect(ranking.get('p', 1)).toBeCloseTo(0.21033059061068848, 10)
    expect(ranking.get('p', 2)).toBeCloseTo(0.0007230351984179759, 12)
    expect(ranking.array('verdict')).toEqual(['best', 'not distinguishable', 'worse'])
  })

  test('see more where seeds are paired, which only those groups are that share all of them', () => {
    const ranking = best(RUNS, ACC)
    // scipy.stats.ttest_rel(b, a)
    expect(ranking.get('p', 1)).toBeCloseTo(0.008580918721924811, 12)
    expect(ranking.get('effect', 1)).toBeCloseTo(-2.1514114968019067, 12)
    expect(ranking.array('test')).toEqual([
      ...[null, "paired t of 5 (Cohen's dz)", "Welch's t (Hedges' g)"],
    ])
    expect(ranking.array('verdict')).toEqual(['best', 'worse', 'worse'])
    expect(best(RUNS, { ...ACC, alpha: 0.001 }).array('verdict')).toEqual([
      ...['best', 'not distinguishable', 'worse'],
    ])
  })

  test('may be of ranks, without an interval', () => {
    const ranking = best(RUNS, { ...ACC, test: 'mann-whitney' })
    // holm of scipy.stats.mannwhitneyu(b, a), U 6.5, and of (c, a), U 0
    expect(ranking.get('p', 1)).toBeCloseTo(0.24625169969252703, 12)
    expect(ranking.get('p', 2)).toBeCloseTo(0.031746031746031744, 12)
    expect(ranking.array('effect')).toEqual([null, 2 * (6.5 / 25) - 1, -1])
    expect(ranking.array('low')).toEqual([null, null, null])
    expect(ranking.array('verdict')).toEqual(['best', 'not distinguishable', 'worse'])
  })
})

test('ranks of so few runs that no order could tell them apart are not asked', async () => {
  const { table } = await cifar10()
  const ranking = best(table, { metric: 'acc', goal: 'max', test: 'mann-whitney' })
  expect(ranking.array('verdict')).toEqual(['best', 'too few runs'])
})

test('a group whose ranks are above those of the best is not called worse', () => {
  const lucky = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 100]
  const steady = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6]
  const runs = aq.table({
    lr: [...lucky, ...steady].map((_, i) => (i < 7 ? 1 : 2)),
    acc: [...lucky, ...steady],
  })
  const ranking = best(runs, { ...ACC, test: 'mann-whitney' })
  expect(ranking.array('lr')).toEqual([1, 2])
  expect(ranking.get('p', 1)).toBeLessThan(0.05)
  expect(ranking.array('verdict')).toEqual(['best', 'not distinguishable'])
})

test('the best is the one of the largest mean, be it of a single run', () => {
  const runs = RUNS.concat(aq.table({ lr: [3], seed: [0], acc: [0.99] }))
  const ranking = best(runs, ACC)
  expect(ranking.array('lr')).toEqual([3, 0.1, 0.01, 1])
  expect(ranking.array('verdict')).toEqual(['best', ...Array<string>(3).fill('too few runs')])
})

describe('pairs', () => {
  const two = (seeds: readonly unknown[], acc: readonly unknown[]) =>
    aq.table({ lr: [1, 1, 1, 2, 2, 2], seed: seeds, acc })
  const ACCS = [0.5, 0.6, 0.7, 0.4, 0.52, 0.61]

  test.each([
    ['differ', [0, 1, 2, 3, 4, 5]],
    ['are twice in a group', [0, 0, 1, 0, 0, 1]],
    ['are missing', [null, 1, 2, null, 1, 2]],
  ])('are not made where seeds %s', (_, seeds) => {
    const table = two(seeds, ACCS)
    expect(best(table, ACC).get('test', 1)).toBe("Welch's t (Hedges' g)")
    expect(best(table, { ...ACC, test: 'paired' }).array('verdict')).toEqual([
      'best',
      'seeds differ',
    ])
  })

  test('are not made of themselves where a run has no value, but may be asked for', () => {
    const table = two([0, 1, 2, 0, 1, 2], [0.5, 0.6, 0.7, 0.4, 0.52, NaN])
    expect(best(table, ACC).get('test', 1)).toBe("Welch's t (Hedges' g)")
    const ranking = best(table, { ...ACC, test: 'paired' })
    expect(ranking.get('test', 1)).toBe("paired t of 2 (Cohen's dz)")
    expect(ranking.get('difference', 1)).toBeCloseTo(-0.09)
    expect(ranking.array('acc_n')).toEqual([3, 2])
  })

  test('go by all columns that tell runs apart', () => {
    const table = two([0, 0, 1, 0, 0, 1], ACCS).assign({ fold: [0, 1, 0, 0, 1, 0] })
    expect(best(table, { ...ACC, over: 'fold' }).get('test', 1)).toBe("paired t of 3 (Cohen's dz)")
  })
})

test('groups without a value come last, those that are equal in their order', () => {
  const runs = aq.table({ lr: [4, 1, 3, 2, 1, 3], acc: [null, 0.5, 0.5, NaN, 0.5, 0.5] })
  for (const goal of ['max', 'min'] as const) {
    const ranking = best(runs, { ...ACC, goal })
    expect(ranking.array('lr')).toEqual([1, 3, 2, 4])
    expect(ranking.array('verdict')).toEqual([
      ...['best', 'not distinguishable', 'no value', 'no value'],
    ])
  }
})

test.each([
  [{ ...ACC, metric: 'ac' }, "Did you mean 'acc'?"],
  [{ ...ACC, goal: 'most' }, "The goal is 'most'; it is 'max' or 'min'."],
  [{ ...ACC, test: 'welsh' }, "Did you mean 'welch'?"],
  [{ ...ACC, alpha: 95 }, 'alpha is 95'],
])('%j is an error', (options, message) => {
  expect(() => best(RUNS, options as typeof ACC)).toThrow(message)
})
