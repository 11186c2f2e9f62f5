import fs, { readFileSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { AssayError, Examiner, logMetric, seriesMetric, type Experiment } from '../../src/index.js'
import { folderOf } from '../support/runs.js'

const CIFAR = 'examples/cifar10/output'
const MLXP = 'test/fixtures/mlxp/logs'
const acc = logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ })

const { openSync } = fs

/** The files that are opened from now on. */
function openedFiles(): string[] {
  const opened: string[] = []
  fs.openSync = (path, ...rest) => {
    opened.push(String(path))
    return openSync(path, ...rest)
  }
  syncBuiltinESMExports()
  return opened
}

afterEach(() => {
  fs.openSync = openSync
  syncBuiltinESMExports()
})

describe('a filter on params', () => {
  test('runs before any metric is read: logs of other runs are not opened', async () => {
    const opened = openedFiles()
    const examiner = new Examiner().add(acc).filter('lr == 0.1 & seed < 2')
    const summary = await examiner.exam({ output: CIFAR })
    expect(summary).toMatchObject({ examined: 2, filtered: 4, skipped: 0 })
    expect(opened.filter((file) => file.endsWith('param'))).toHaveLength(6)
    expect(opened.filter((file) => file.includes('log.train'))).toHaveLength(2)
  })

  test('settles what also asks for a metric, where it can', async () => {
    const opened = openedFiles()
    await new Examiner().filter('config.seed == 1 & train.loss@last < 3').exam({ output: MLXP })
    const metrics = opened.filter((file) => file.includes('/metrics/') && !file.includes('.keys'))
    // The runs whose seed is 1, and not the other 21.
    expect(new Set(metrics.map((file) => /logs\/(\d+)/.exec(file)?.[1]))).toEqual(
      new Set(['1', '4', '7', '10', '13', '16']),
    )
  })

  test('keeps parsers from running on other runs', async () => {
    const seen: string[] = []
    function see(_dir: string, { name }: Experiment) {
      seen.push(name)
    }
    await new Examiner().add(see).filter('experiment =~ /Seed_2$/').exam({ output: CIFAR })
    expect(seen).toHaveLength(2)
  })
})

test('a metric decides once it is there', async () => {
  const examiner = new Examiner().add(acc).filter('acc > 0.92 and lr in [0.1, 1]')
  await examiner.exam({ output: CIFAR })
  expect(
    [...examiner.experiments.values()].every(({ metric }) => Number(metric['acc']) > 0.92),
  ).toBe(true)
  expect(examiner.experiments.size).toBe(3)
})

test('a summary of a series needs no parser', async () => {
  const examiner = new Examiner()
  await examiner.exam({ output: MLXP })
  const names = (query: string) => [...examiner.filter(query).experiments.keys()]
  const all = new Examiner().add(seriesMetric('train.loss@min', { name: 'least' }))
  await all.exam({ output: MLXP })
  const expected = [...all.experiments.values()]
    .filter(({ metric }) => (metric.least ?? Infinity) < 2)
    .map(({ name }) => name)
  expect(expected.length).toBeGreaterThan(0)
  expect(names('train.loss@min < 2')).toEqual(expected)
})

test('a filter gives another Examiner and leaves this one as it is', async () => {
  const examiner = new Examiner().add(acc)
  await examiner.exam({ output: CIFAR })
  const good = examiner.filter('lr == 0.1').filter('seed > 0')
  expect(good.table().columnNames()).toEqual(['seed', 'acc'])
  expect(good.table().numRows()).toBe(2)
  expect(examiner.table().numRows()).toBe(6)
  good.add(logMetric('loss', { log: 'train', match: /loss=([^,]+)/ }))
  expect(await good.exam({ output: CIFAR })).toMatchObject({ examined: 2, filtered: 4 })
  expect(() => examiner.parser('loss')).toThrow(AssayError)
})

test('a run that no longer passes is gone after the next exam', async () => {
  const output = folderOf({ 'a/param': 'lr: 1\n', 'b/param': 'lr: 2\n' })
  const examiner = new Examiner().filter('lr < 3')
  await examiner.exam({ output })
  expect([...examiner.experiments.keys()]).toEqual(['a', 'b'])
  writeFileSync(join(output, 'a/param'), 'lr: 5\n')
  await examiner.exam({ output })
  expect([...examiner.experiments.keys()]).toEqual(['b'])
})

describe('what cannot have been meant is an error', () => {
  const failing = async (query: string, output = CIFAR) => {
    const examiner = new Examiner().add(acc).filter(query)
    return examiner.exam({ output }).then(String, (error: unknown) => (error as Error).message)
  }

  test('a field that no run has, with the nearest', async () => {
    expect(await failing('lrr == 1')).toMatch(
      /column 1: .*'lrr'.* Did you mean 'lr'\?[^_]*\n {2}lrr == 1\n {2}\^/s,
    )
    expect(await failing('config.sed == 1', MLXP)).toContain("Did you mean 'config.seed'?")
    expect(await failing('train.los@min < 1', MLXP)).toContain("Did you mean 'train.loss@min'?")
  })

  test('a series where a value of it was meant', async () => {
    expect(await failing('train.loss < 1', MLXP)).toContain('train.loss@last')
  })

  test('an unknown way to keep a value of a series', () => {
    expect(() => new Examiner().filter('train.loss@mim < 1')).toThrow("Did you mean 'min'?")
  })

  test('an order between a number and a text', async () => {
    expect(await failing("lr < 'x'")).toMatch(/'lr' is a number .* no order/)
    expect(await failing("acc < 'x'")).toMatch(/'acc' is a number .* no order/)
  })

  test('but not a metric that no run was asked for', async () => {
    function own(_dir: string, experiment: Experiment) {
      experiment.metric['own'] = 1
    }
    const examiner = new Examiner().add(own).filter('lr == 7 & own == 1')
    expect(await examiner.exam({ output: CIFAR })).toMatchObject({ examined: 0, filtered: 6 })
  })
})

test("the queries that MLXP's reader answers give the same runs", async () => {
  for (const folder of ['logs', 'logs_old']) {
    const examiner = new Examiner()
    await examiner.exam({ output: `test/fixtures/mlxp/${folder}` })
    const text = readFileSync(`test/fixtures/mlxp/expected/${folder}.json`, 'utf8')
    const { queries } = JSON.parse(text.replaceAll(/\bNaN\b|-?\bInfinity\b/g, 'null')) as {
      queries: { query: string; ids?: number[] }[]
    }
    const answered = queries.filter(({ ids }) => ids !== undefined)
    expect(answered.length).toBeGreaterThan(4)
    for (const { query, ids } of answered) {
      const names = [...examiner.filter(query).experiments.keys()].map(Number)
      expect([query, new Set(names)]).toEqual([query, new Set(ids)])
    }
  }
})
