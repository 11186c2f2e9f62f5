// Compiled and never run: which columns the tables of groups have by their types.
import {
  aggregate,
  aq,
  best,
  compare,
  Examiner,
  logMetric,
  pivot,
  type Standing,
  type Verdict,
} from '../../src/index.js'
import type { Equal, Expect } from './equal.js'

const table = new Examiner()
  .add(logMetric('acc', { log: 'train', match: /acc=(\S+)/ }))
  .add(logMetric('host', { log: 'train', match: /host (\S+)/, as: 'string' }))
  .table()
const other = aq.table({ lr: [0.1], acc: [0.9] })

const all = aggregate(table)
const some = aggregate(table, { metrics: ['acc'], stats: ['mean', 'ci95', 'bca95', 'q25'] })
const filtered = some.filter(() => true)
const own = aggregate(table, {
  metrics: 'acc',
  stats: [
    { name: 'spread', reduce: (values) => Math.max(...values) - Math.min(...values) },
    { name: 'ci99', interval: 't', level: 0.99 },
    { name: 'band', interval: 'bca', of: 'iqm' },
  ],
})
const named = aggregate(other, { by: ['acc_kind'], metrics: 'acc', stats: ['n'] })
const unknown = aggregate(other, { by: 'lr' })

export const values = {
  all: all.get('acc_mean', 0),
  runs: all.get('runs', 0),
  some: some.get('acc_ci95', 0),
  low: some.get('acc_bca95_low', 0),
  quantile: filtered.get('acc_q25', 0),
  array: some.array('acc_mean'),
  spread: own.get('acc_spread', 0),
  ci99: own.get('acc_ci99', 0),
  band: own.get('acc_band_high', 0),
  param: all.get('lr', 0),
  by: named.get('acc_kind', 0),
  unknown: unknown.get('acc_mean', 0),
}

export type Values = [
  Expect<Equal<typeof values.all, number | null>>,
  Expect<Equal<typeof values.runs, number | null>>,
  Expect<Equal<typeof values.some, number | null>>,
  Expect<Equal<typeof values.low, number | null>>,
  Expect<Equal<typeof values.quantile, number | null>>,
  Expect<Equal<typeof values.array, ArrayLike<number | null>>>,
  Expect<Equal<typeof values.spread, number | null>>,
  Expect<Equal<typeof values.ci99, number | null>>,
  Expect<Equal<typeof values.band, number | null>>,
  Expect<Equal<typeof values.param, unknown>>,
  Expect<Equal<typeof values.by, unknown>>,
  Expect<Equal<typeof values.unknown, number | null>>,
]

// @ts-expect-error It is misspelt.
some.get('acc_men', 0)
// @ts-expect-error It is not among the statistics.
some.get('acc_std', 0)
// @ts-expect-error Also not after a verb.
filtered.array('acc_std')
// @ts-expect-error A bootstrap's interval has two ends.
some.get('acc_bca95', 0)
// @ts-expect-error Student's interval is one column.
own.get('acc_ci99_low', 0)
// @ts-expect-error By default there is no median.
all.get('acc_median', 0)
// @ts-expect-error Neither a statistic nor what was grouped by.
named.get('acc_sort', 0)
// @ts-expect-error It may be missing.
export const present: number = some.get('acc_mean', 0)
// @ts-expect-error There is no such statistic.
aggregate(table, { stats: ['meen'] })
// @ts-expect-error An option that is not there.
aggregate(table, { metric: 'acc' })
// @ts-expect-error A reducer gives a number.
aggregate(table, { stats: [{ name: 'all', reduce: (values: readonly number[]) => [...values] }] })
// @ts-expect-error There is no such interval.
aggregate(table, { stats: [{ name: 'ci', interval: 'normal' }] })
// @ts-expect-error A list is no table.
aggregate([{ acc: 1 }])

const ranking = best(table, { metric: 'acc', goal: 'max' })
const comparison = compare(table, other, { on: 'lr', metrics: ['acc'] })

export const verdicts = {
  best: ranking.get('verdict', 0),
  mean: ranking.get('acc_mean', 0),
  p: ranking.get('p', 0),
  compared: comparison.table.get('verdict', 0),
  percent: comparison.table.get('percent', 0),
}

export type Verdicts = [
  Expect<Equal<typeof verdicts.best, Standing | null>>,
  Expect<Equal<typeof verdicts.mean, number | null>>,
  Expect<Equal<typeof verdicts.p, number | null>>,
  Expect<Equal<typeof verdicts.compared, Verdict | null>>,
  Expect<Equal<typeof verdicts.percent, number | null>>,
]

// @ts-expect-error It is misspelt.
ranking.get('acc_men', 0)
// @ts-expect-error The goal has to be said.
best(table, { metric: 'acc' })
// @ts-expect-error It is 'max'.
best(table, { metric: 'acc', goal: 'maximum' })
// @ts-expect-error There is no such test.
compare(table, other, { test: 'student' })
// @ts-expect-error The columns have to be said.
pivot(table, { rows: 'lr', metric: 'acc' })
