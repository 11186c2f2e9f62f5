import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { curves } from '../../src/curves/curves.js'
import { Examiner } from '../../src/examiner/examiner.js'
import { seriesMetric } from '../../src/parsers/series-metric.js'

const FIXTURE = join(import.meta.dirname, '../fixtures/mlxp')

interface Aggregated {
  readonly key: readonly number[]
  readonly rows: readonly [Readonly<Record<string, readonly number[]>>]
}

test("the mean over runs at each step is MLXP's mean over runs, element by element", async () => {
  const { operations } = JSON.parse(readFileSync(join(FIXTURE, 'expected/logs.json'), 'utf8')) as {
    operations: { operation: string; result: readonly Aggregated[] }[]
  }
  const theirs = operations.find(({ operation }) => operation.includes("(mean, ('train.loss'"))
  expect(theirs?.result).toHaveLength(2)

  const examiner = new Examiner().add(
    seriesMetric('train.loss@all', { name: 'train.loss', x: 'train.epoch' }),
  )
  await examiner.exam({ output: join(FIXTURE, 'logs') })
  // The runs of the sweep: those that are complete and have one of its seeds.
  const sweep = Array.from({ length: 18 }, (_, i) => String(i + 1))
  const table = examiner.table({
    columns: ['experiment', 'config.optimizer.lr', 'train.loss'],
  })
  const names = table.array('experiment') as ArrayLike<string>
  const runs = table.reify(
    Array.from(names, (name, row) => (sweep.includes(name) ? row : -1)).filter((row) => row >= 0),
  )
  const means = curves(runs, { series: 'train.loss', by: 'config.optimizer.lr' })
  const rows = means.objects() as Record<string, number>[]
  for (const {
    key,
    rows: [expected],
  } of theirs?.result ?? []) {
    const ours = rows.filter((row) => row['config.optimizer.lr'] === key[0])
    expect(ours.map((row) => row['step'])).toEqual(expected['fmean.train.epoch'])
    expect(ours.map((row) => row['train.loss_mean'])).toEqual(
      (expected['fmean.train.loss'] ?? []).map((mean) => expect.closeTo(mean, 12) as unknown),
    )
    expect(ours.every((row) => row['train.loss_n'] === 9 && row['runs'] === 9)).toBe(true)
  }
})
