import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aggregate, aq, AssayError, toTSV } from '../../src/index.js'
import { cifar10, rows, RUNS } from './support.js'

describe('the groups of an exam', () => {
  test('are the params that vary but for the seed, with every metric', async () => {
    const { table } = await cifar10()
    const groups = aggregate(table)
    expect(groups.columnNames()).toEqual([
      ...['lr', 'runs'],
      ...['acc_mean', 'acc_ci95', 'acc_std', 'acc_min', 'acc_max', 'acc_n'],
      ...['loss_mean', 'loss_ci95', 'loss_std', 'loss_min', 'loss_max', 'loss_n'],
    ])
    // np.mean, scipy.stats.t.ppf(.975, 2) * scipy.stats.sem(v), np.std(v, ddof=1) of
    // [0.9053, 0.9037, 0.9016] and [0.9293, 0.9265, 0.9302]
    expect(rows(groups.select(aq.range(0, 7)))).toEqual([
      {
        ...{ lr: 0.01, runs: 3, acc_mean: 0.9035333333, acc_ci95: 0.004609620807 },
        ...{ acc_std: 0.001855622088, acc_min: 0.9016, acc_max: 0.9053, acc_n: 3 },
      },
      {
        ...{ lr: 0.1, runs: 3, acc_mean: 0.9286666667, acc_ci95: 0.004793377435 },
        ...{ acc_std: 0.001929594085, acc_min: 0.9265, acc_max: 0.9302, acc_n: 3 },
      },
    ])
  })

  test('go by the rows that are left, in whatever order', async () => {
    const { table } = await cifar10()
    const some = table.filter((run: { seed: number }) => run.seed > 0).orderby(aq.desc('acc'))
    expect(aggregate(some, { stats: ['n', 'max'], metrics: 'acc' }).objects()).toEqual([
      { lr: 0.01, runs: 2, acc_n: 2, acc_max: 0.9037 },
      { lr: 0.1, runs: 2, acc_n: 2, acc_max: 0.9302 },
    ])
  })

  test('may be of a param that is the same in all runs, and so not in the table', async () => {
    const { table } = await cifar10()
    const groups = aggregate(table, { by: ['data', 'lr'], metrics: 'acc', stats: ['n'] })
    expect(groups.objects()).toEqual([
      { data: 'CIFAR10', lr: 0.01, runs: 3, acc_n: 3 },
      { data: 'CIFAR10', lr: 0.1, runs: 3, acc_n: 3 },
    ])
  })

  test('may be over another param, or of all runs', async () => {
    const { table } = await cifar10()
    const over = aggregate(table, { over: 'lr', metrics: ['acc'], stats: ['mean'] })
    expect(rows(over)).toEqual([{ runs: 6, acc_mean: 0.9161 }])
    expect(rows(aggregate(table, { by: [], metrics: ['acc'], stats: ['mean'] }))).toEqual(
      rows(over),
    )
    const bySeed = aggregate(table, { by: 'seed', metrics: 'acc', stats: ['max'] })
    expect(bySeed.array('seed')).toEqual([0, 1, 2])
    expect(bySeed.array('acc_max')).toEqual([0.9293, 0.9265, 0.9302])
  })

  test('have the numbers that were derived as metrics, and texts for names only', async () => {
    const { table } = await cifar10()
    const more = table.derive({
      gap: (run: { acc: number; loss: number }) => run.acc - run.loss,
      good: (run: { acc: number }) => (run.acc > 0.904 ? 'yes' : 'no'),
    })
    const groups = aggregate(more, { stats: ['n'] })
    expect(groups.columnNames()).toEqual(['lr', 'runs', 'acc_n', 'loss_n', 'gap_n'])
    expect(groups.numRows()).toBe(2)
    const good = aggregate(more, { by: 'good', metrics: 'gap', stats: ['n'] })
    expect(good.objects()).toEqual([
      { good: 'no', runs: 2, gap_n: 2 },
      { good: 'yes', runs: 4, gap_n: 4 },
    ])
  })

  test('can be grouped again', async () => {
    const { table } = await cifar10()
    const groups = aggregate(table, { metrics: 'acc', stats: ['mean'] })
    expect(rows(aggregate(groups, { over: 'lr', stats: ['mean'] }))).toEqual([
      { runs: 2, runs_mean: 3, acc_mean_mean: 0.9161 },
    ])
  })
})

describe('the groups of another table', () => {
  test.each([
    ['seed', 'Seed', 'random_seed', 'config.seed', 'randomSeed', 'rng-seed', 'seed_everything'],
    ['repeat', 'run', 'trial', 'run_id', 'runId', 'trial_number', 'a.b.run'],
  ])('are not made by %s, %s, %s, %s, %s, %s, %s', (...names) => {
    for (const name of names) {
      const table = aq.table({ lr: [1, 1, 2], [name]: [0, 1, 0], acc: [1, 2, 3] })
      expect(aggregate(table, { metrics: 'acc' }).array('runs'), name).toEqual([2, 1])
    }
  })

  test.each(['seeds', 'reseed', 'runs_per_day', 'running', 'trialing', 'fold'])(
    'may be made by %s',
    (name) => {
      const table = aq.table({ [name]: [0, 1, 0], acc: [1, 2, 3] })
      expect(aggregate(table, { metrics: 'acc' }).columnNames()[0]).toBe(name)
    },
  )

  test('have the numbers that are left as metrics where groups are named', () => {
    const groups = aggregate(RUNS, { by: 'lr', stats: ['n'] })
    expect(groups.columnNames()).toEqual(['lr', 'runs', 'acc_n'])
  })

  test('tell values apart as params are', () => {
    const values = [1, '1', true, 1n, null, undefined, NaN, NaN, [1, 2], [1n, 2], [2, 1]]
    const groups = aggregate(aq.table({ value: values, x: values.map(() => 1) }), {
      by: 'value',
      stats: ['n'],
    })
    expect(groups.objects()).toEqual([
      { value: 1, runs: 2, x_n: 2 },
      { value: NaN, runs: 2, x_n: 2 },
      { value: '1', runs: 1, x_n: 1 },
      { value: true, runs: 1, x_n: 1 },
      { value: [1, 2], runs: 2, x_n: 2 },
      { value: [2, 1], runs: 1, x_n: 1 },
      { value: null, runs: 2, x_n: 2 },
    ])
  })

  test('keep a param that has the name of a result', () => {
    const table = aq.table({ runs: ['a', 'b', 'a'], acc_n: [7, 7, 8], acc: [1, 2, 3] })
    const groups = aggregate(table, { by: ['runs', 'acc_n'], stats: ['n'] })
    expect(groups.columnNames()).toEqual(['param.runs', 'param.acc_n', 'runs', 'acc_n'])
  })

  test('of no rows are none, with their columns', () => {
    const none = RUNS.filter(() => false)
    const groups = aggregate(none, { by: ['lr'], metrics: ['acc'], stats: ['mean', 'bca95'] })
    expect(groups.numRows()).toBe(0)
    expect(groups.columnNames()).toEqual([
      ...['lr', 'runs', 'acc_mean', 'acc_bca95_low', 'acc_bca95_high'],
    ])
    expect(aggregate(none, { by: [], metrics: ['acc'] }).numRows()).toBe(0)
  })
})

describe('a statistic', () => {
  const one = (stat: string, of = RUNS.filter((run: { lr: number }) => run.lr === 0.1)) =>
    aggregate(of, { by: 'lr', metrics: 'acc', stats: [stat as 'mean'] }).get('acc_' + stat, 0)

  // NumPy and scipy of [0.91, 0.93, 0.92, 0.94, 0.925]: np.mean, np.std(ddof=1), stats.sem,
  // stats.t.ppf(.975, 4) * stats.sem, np.median, np.quantile(a, .25), stats.trim_mean(a, .25)
  test.each([
    ['n', 5],
    ['missing', 0],
    ['nan', 0],
    ['mean', 0.925],
    ['std', 0.011180339887498923],
    ['sem', 0.005],
    ['ci95', 0.013882225525988934],
    ['min', 0.91],
    ['max', 0.94],
    ['median', 0.925],
    ['q25', 0.92],
    ['q05', 0.912],
    ['q100', 0.94],
    ['q2.5', 0.911],
    ['iqm', 0.925],
    ['sum', 4.625],
  ])('%s is that of the values', (stat, expected) => {
    expect(one(stat)).toBeCloseTo(expected, 12)
  })

  test('of a single run has no spread, and of none there is nothing but the counts', () => {
    const stats = ['mean', 'std', 'sem', 'ci95', 'bca95', 'median', 'sum', 'n', 'missing'] as const
    const table = aq.table({ lr: [1, 2], acc: [0.5, null] })
    const nothing = { std: null, sem: null, ci95: null, bca95_low: null, bca95_high: null }
    const named = (cells: object) =>
      Object.fromEntries(Object.entries(cells).map(([name, value]) => [`acc_${name}`, value]))
    expect(aggregate(table, { by: 'lr', stats }).objects()).toEqual([
      {
        lr: 1,
        runs: 1,
        ...named({ ...nothing, mean: 0.5, median: 0.5, sum: 0.5, n: 1, missing: 0 }),
      },
      {
        lr: 2,
        runs: 1,
        ...named({ ...nothing, mean: null, median: null, sum: 0, n: 0, missing: 1 }),
      },
    ])
  })

  test('counts the values that are missing, NaN or infinite, and is of the others', () => {
    const acc = [1, null, NaN, 3, Infinity, undefined, -Infinity, 2n]
    const stats = ['n', 'missing', 'nan', 'mean', 'max'] as const
    const groups = aggregate(aq.table({ acc }), { by: [], stats })
    expect(groups.objects()).toEqual([
      { runs: 8, acc_n: 3, acc_missing: 2, acc_nan: 3, acc_mean: 2, acc_max: 3 },
    ])
  })

  test('of the bootstrap is the same each time, whatever the order of the rows', () => {
    const bootstrap = (table: typeof RUNS, seed = 0) => {
      const iqm = {
        name: 'band',
        interval: 'bca',
        of: 'iqm',
        level: 0.9,
        resamples: 500,
        seed,
      } as const
      return aggregate(table, { by: 'lr', metrics: 'acc', stats: ['bca95', iqm] }).objects()
    }
    const first = bootstrap(RUNS)
    expect(bootstrap(RUNS.orderby(aq.desc('acc')))).toEqual(first)
    expect(bootstrap(RUNS, 7)).not.toEqual(first)
    // scipy.stats.bootstrap((a,), np.mean, n_resamples=99999): 0.916, 0.934
    expect(first[1]).toMatchObject({ acc_bca95_low: 0.916 })
    expect(rows({ objects: () => first })[1]).toMatchObject({ acc_bca95_high: 0.934 })
  })

  test('may be a function, an object, or an interval of another level', () => {
    function spread(values: readonly number[]): number {
      return Math.max(...values) - Math.min(...values)
    }
    const groups = aggregate(RUNS, {
      by: 'lr',
      metrics: 'acc',
      stats: [
        spread,
        { name: 'count', reduce: (values: readonly number[]) => values.length },
        { name: 'ci99', interval: 't', level: 0.99 },
      ],
    })
    // scipy.stats.t.ppf(.995, 4) * scipy.stats.sem(a)
    const [, second] = rows(groups)
    expect(second).toEqual({
      ...{ lr: 0.1, runs: 5, acc_spread: 0.03, acc_count: 5, acc_ci99: 0.02302047436 },
    })
  })

  test('of your own is not asked about no values, and cannot harm the others', () => {
    const reduce = (values: readonly number[]): number => {
      ;(values as number[]).fill(0)
      return values.length
    }
    const table = aq.table({ lr: [1, 2], acc: [0.5, null] })
    const stats = [{ name: 'own', reduce }, 'mean'] as const
    expect(aggregate(table, { by: 'lr', stats }).objects()).toEqual([
      { lr: 1, runs: 1, acc_own: 1, acc_mean: 0.5 },
      { lr: 2, runs: 1, acc_own: null, acc_mean: null },
    ])
  })
})

describe('it is an error', () => {
  const from = (ask: () => unknown): string => {
    try {
      ask()
    } catch (error) {
      expect(error).toBeInstanceOf(AssayError)
      return (error as AssayError).message
    }
    return 'nothing was thrown'
  }

  test.each([
    ['by', "no column 'lrr'. Did you mean 'lr'?"],
    ['over', "no column 'lrr'. Did you mean 'lr'?"],
    ['metrics', "no column 'lrr'. Did you mean 'lr'?"],
  ])('to name a column in %s that is not there', async (option, message) => {
    const { table } = await cifar10()
    expect(from(() => aggregate(table, { [option]: 'lrr' }))).toContain(message)
  })

  test('to name a statistic that there is not', () => {
    const stats = ['meen' as 'mean']
    expect(from(() => aggregate(RUNS, { by: 'lr', stats }))).toContain("Did you mean 'mean'?")
    expect(from(() => aggregate(RUNS, { by: 'lr', stats: ['q101'] }))).toContain("'q101'")
  })

  test('to want an interval that there is not', () => {
    const t = { name: 'x', interval: 't', of: 'median' } as const
    expect(from(() => aggregate(RUNS, { by: 'lr', stats: [t] }))).toContain('is of the mean')
    const sure = { name: 'x', interval: 't', level: 95 } as const
    expect(from(() => aggregate(RUNS, { by: 'lr', stats: [sure] }))).toContain('between 0 and 1')
  })

  test('to give a reducer without a name', () => {
    const stats = [(values: readonly number[]) => values.length]
    expect(from(() => aggregate(RUNS, { by: 'lr', stats }))).toContain('{ name, reduce }')
  })

  test('to name texts or series as a metric', () => {
    const table = aq.table({ text: ['a', 'b'], curve: [null, { steps: [0], values: [1] }] })
    expect(from(() => aggregate(table, { by: [], metrics: 'text' }))).toContain(
      'it holds a (string)',
    )
    expect(from(() => aggregate(table, { by: [], metrics: 'curve' }))).toContain("'curve@last'")
  })

  test('to ask of a table that no exam made without a word on its columns', () => {
    expect(from(() => aggregate(RUNS))).toContain('name them in by or metrics')
  })
})

test('a metric that no run has is there, and missing', async () => {
  const { examiner } = await cifar10()
  const all = examiner.add(() => undefined).table()
  const absent = all.derive({ other: () => null })
  expect(aggregate(absent, { metrics: 'other', stats: ['mean', 'n'] }).objects()).toEqual([
    { lr: 0.01, runs: 3, other_mean: null, other_n: 0 },
    { lr: 0.1, runs: 3, other_mean: null, other_n: 0 },
  ])
})

const cell = fc.oneof(fc.constantFrom(1, 2, 'a', null, true), fc.double({ noNaN: false }))
const table = fc
  .array(fc.record({ a: cell, b: cell, x: fc.option(fc.double()) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((objects) => aq.from(objects, ['a', 'b', 'x']))

test('every row is in one group, whatever the order of the rows', () => {
  fc.assert(
    fc.property(table, fc.infiniteStream(fc.nat()), (given, keys) => {
      const options = {
        by: ['a', 'b'],
        metrics: 'x',
        stats: ['n', 'missing', 'nan', 'max'],
      } as const
      const groups = aggregate(given, options)
      const count = (name: 'runs' | 'x_n' | 'x_missing' | 'x_nan'): number =>
        Array.from(groups.array(name), Number).reduce((sum, value) => sum + value, 0)
      expect(count('runs')).toBe(given.numRows())
      expect(count('x_n') + count('x_missing') + count('x_nan')).toBe(given.numRows())
      const shuffled = given.assign({
        key: Array.from({ length: given.numRows() }, () => Number(keys.next().value)),
      })
      expect(toTSV(aggregate(shuffled.orderby('key').select('a', 'b', 'x'), options))).toBe(
        toTSV(groups),
      )
    }),
  )
})

test('a metric of true and false counts them as 1 and 0', () => {
  const runs = aq.table({ lr: [1, 1, 1, 1], solved: [true, false, true, null] })
  const groups = aggregate(runs, { by: 'lr', metrics: 'solved', stats: ['mean', 'n', 'missing'] })
  expect(groups.objects()).toEqual([
    { lr: 1, runs: 4, solved_mean: 2 / 3, solved_n: 3, solved_missing: 1 },
  ])
})
