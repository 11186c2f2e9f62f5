import { describe, expect, test } from 'vitest'
import { AssayError, Examiner, logMetric, type DeclaredParser } from '../../src/index.js'
import { folderOf } from '../support/runs.js'

const LOG = `Iter 1: loss=3.5, test_acc=0.3,
Iter 2: loss=nan, test_acc=0.9,
eval test_acc=0.8,
Iter 3: loss=0.5, test_acc=0.7,
`

async function metricOf(
  parser: DeclaredParser,
  files: Record<string, string> = { 'log.train.1': LOG },
) {
  const run = Object.fromEntries(Object.entries(files).map(([name, text]) => [`run/${name}`, text]))
  const examiner = new Examiner().add(parser)
  const summary = await examiner.exam({ output: folderOf({ 'run/param': 'lr: 1\n', ...run }) })
  return { metric: examiner.experiments.get('run')?.metric, issues: summary.issues }
}

describe('keeps', () => {
  const acc = { log: 'train', match: /test_acc=([\d.]+)/ }
  test.each([
    [undefined, 0.7],
    ['last', 0.7],
    ['first', 0.3],
    ['min', 0.3],
    ['max', 0.9],
    ['mean', (0.3 + 0.9 + 0.8 + 0.7) / 4],
  ] as const)('%s', async (keep, value) => {
    const parser = logMetric('acc', keep ? { ...acc, keep } : acc)
    expect((await metricOf(parser)).metric).toEqual({ acc: value })
  })

  test('all as a series, numbered from 1', async () => {
    const { metric } = await metricOf(logMetric('acc', { ...acc, keep: 'all' }))
    expect(metric).toEqual({
      acc: {
        steps: Float64Array.of(1, 2, 3, 4),
        values: Float64Array.of(0.3, 0.9, 0.8, 0.7),
      },
    })
  })

  test('all with the step that stands on the line or before it', async () => {
    const log = `warm-up test_acc=0.1,\n${LOG}`
    const parser = logMetric('acc', { ...acc, keep: 'all', step: /Iter (\d+)/ })
    const { metric } = await metricOf(parser, { 'log.train.1': log })
    expect(metric).toMatchObject({ acc: { steps: Float64Array.of(NaN, 1, 2, 2, 3) } })
  })

  test('all as texts', async () => {
    const parser = logMetric('acc', { ...acc, keep: 'all', as: 'string' })
    expect((await metricOf(parser)).metric).toEqual({ acc: ['0.3', '0.9', '0.8', '0.7'] })
  })

  test('a mean with a NaN in it is NaN, a least value is not', async () => {
    const loss = { log: 'train', match: /loss=([^,]+)/ }
    expect((await metricOf(logMetric('m', { ...loss, keep: 'mean' }))).metric).toEqual({ m: NaN })
    expect((await metricOf(logMetric('m', { ...loss, keep: 'min' }))).metric).toEqual({ m: 0.5 })
  })
})

describe('reads', () => {
  const match = 'acc=(.+)'
  test('the latest log of the command', async () => {
    const files = { 'log.train.1': 'acc=1', 'log.train.2': 'acc=2', 'log.trainer.3': 'acc=3' }
    expect((await metricOf(logMetric('acc', { log: 'train', match }), files)).metric).toEqual({
      acc: 2,
    })
  })

  test('a file by its name or pattern where there is no such command', async () => {
    const files = { 'outputs.log': 'acc=1', 'a.txt': 'acc=2', 'b.txt': 'acc=3' }
    expect((await metricOf(logMetric('acc', { log: 'outputs.log', match }), files)).metric).toEqual(
      { acc: 1 },
    )
    expect((await metricOf(logMetric('acc', { log: '*.txt', match }), files)).metric).toEqual({
      acc: 3,
    })
  })

  test('no folder, and a command of odd characters as it stands', async () => {
    const files = { 'train/events': 'acc=1', 'log.[a].1': 'acc=2' }
    const folder = await metricOf(logMetric('acc', { log: 'train', match }), files)
    expect(folder).toMatchObject({ metric: {}, issues: [{ code: 'parser-found-nothing' }] })
    expect((await metricOf(logMetric('acc', { log: '[a]', match }), files)).metric).toEqual({
      acc: 2,
    })
  })

  test('nothing where there is no log or no match: one issue when that is so in all runs', async () => {
    const noLog = await metricOf(logMetric('acc', { log: 'tran', match }))
    expect(noLog.metric).toEqual({})
    expect(noLog.issues).toMatchObject([{ code: 'parser-found-nothing', parser: 'acc' }])
    expect(noLog.issues[0]?.message).toContain('no file log.tran.*')
    const noMatch = await metricOf(logMetric('f1', { log: 'train', match: /f1=(.+)/ }))
    expect(noMatch.issues[0]?.message).toContain('no value')
  })
})

describe('says', () => {
  test('where text was captured that is no number', async () => {
    const parser = logMetric('acc', { log: 'train', match: /acc=(\S+)/, keep: 'max' })
    const { metric, issues } = await metricOf(parser)
    expect(metric).toEqual({})
    expect(issues).toMatchObject([
      { code: 'value-not-a-number', parser: 'acc', line: 1, experiment: 'run' },
    ])
  })

  test('what was passed over, and keeps what was found', async () => {
    const parser = logMetric('acc', { log: 'train', match: /acc=([\d.]+)/, keep: 'max' })
    const files = { 'log.train.1': `acc=0.5\n${'x'.repeat(70_000)}\nacc=0.4\n` }
    const { metric, issues } = await metricOf(parser, files)
    expect(metric).toEqual({ acc: 0.5 })
    expect(issues).toMatchObject([{ code: 'line-too-long', parser: 'acc', line: 2 }])
  })

  test.each([
    [{ log: 'train', match: '(' }, 'Invalid regular expression'],
    [{ log: 'train', match: 'a', keep: 'lst' as never }, "Did you mean 'last'?"],
    [{ log: 'train', match: 'a', keep: 'max', as: 'string' }, 'needs numbers'],
  ] as const)('what is wrong with %j', (options, message) => {
    expect(() => logMetric('acc', options)).toThrow(AssayError)
    expect(() => logMetric('acc', options)).toThrow(message)
  })
})

test('only the first group must be a number', async () => {
  const files = { 'log.train.1': 'acc=0.5 (best)\n' }
  const options = { log: 'train', match: /acc=([\d.]+) \((\w+)\)/ }
  for (const keep of ['last', 'first', 'min', 'mean'] as const) {
    expect((await metricOf(logMetric('acc', { ...options, keep }), files)).metric).toEqual({
      acc: 0.5,
    })
  }
})

test('a mean of equal values is that value, and one with an infinity is infinite', async () => {
  const mean = async (text: string): Promise<unknown> => {
    const parser = logMetric('m', { log: 'train', match: /x=(\S+)/, keep: 'mean' })
    return (await metricOf(parser, { 'log.train.1': text })).metric?.['m']
  }
  expect(await mean('x=0.1\nx=0.1\nx=0.1\n')).toBe(0.1)
  expect(await mean('x=1\nx=inf\nx=2\n')).toBe(Infinity)
})

test('thousands are read on request', async () => {
  const files = { 'log.train.1': 'tokens: 1,234,567\n' }
  const options = { log: 'train', match: /tokens: (\S+)/ }
  expect((await metricOf(logMetric('n', { ...options, thousands: true }), files)).metric).toEqual({
    n: 1234567,
  })
  expect((await metricOf(logMetric('n', options), files)).issues).toMatchObject([
    { code: 'value-not-a-number' },
  ])
})
