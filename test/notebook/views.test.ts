import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import {
  aq,
  compare,
  Estimate,
  Examiner,
  logMetric,
  show,
  type ExamSummary,
  type Showable,
} from '../../src/index.js'
import { startKernel, stopKernel } from './kernel.js'

const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
let summary: ExamSummary

beforeAll(async () => {
  summary = await examiner.exam({ output: 'examples/cifar10/output' })
})
afterEach(stopKernel)

async function printed(value: Showable): Promise<string[]> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    await show(value)
    return write.mock.calls
      .map(([text]) => String(text))
      .join('')
      .trimEnd()
      .split('\n')
  } finally {
    write.mockRestore()
  }
}

/** The rows of the tables in HTML that a kernel is sent, as texts. */
async function rowsOf(value: Showable): Promise<string[][]> {
  const sent = startKernel()
  await show(value)
  const html = String(sent[0]?.data['text/html'])
  return [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) => {
    return [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell = '']) => cell)
  })
}

test('a comparison tells what was compared and how', async () => {
  const all = aq.table({
    depth: [1, 1, 1, 1, 2, 3],
    lr: [0.1, 0.1, 1, 1, 1, 0.1],
    seed: [0, 1, 0, 1, 0, 0],
    acc: [0.8, 0.81, 0.9, 0.911, 0.5, 0.5],
  })
  const comparison = compare(
    all.filter((d: { lr: number }) => d.lr < 1),
    all.filter((d: { lr: number }) => d.lr === 1),
    { on: 'depth', metrics: 'acc' },
  )
  const lines = await printed(comparison)
  expect(lines[0]).toBe(
    'b against a in each setting of depth; differences with 95% intervals. ' +
      "Test: paired t of 2 (Cohen's dz); p by Holm's method.",
  )
  expect(lines[1]).toMatch(/^depth {2}metric {2}a_runs .* difference .* verdict +test$/)
  expect(lines.slice(3)).toEqual([
    'Only in one of the two sets:',
    'depth  set  runs',
    '    2  b       1',
    '    3  a       1',
  ])
  expect(await rowsOf(comparison)).toHaveLength(5)
})

test('a comparison that tested nothing tells of no test', async () => {
  const one = aq.table({ lr: [1], acc: [0.5] })
  const [caption] = await printed(compare(one, one, { on: [], metrics: 'acc' }))
  expect(caption).toBe('b against a.')
})

test('an Examiner is its table, with how many experiments and issues there are', async () => {
  const lines = await printed(examiner)
  expect(lines[0]).toBe('  lr  seed     acc')
  expect(lines.at(-1)).toBe('Examiner: 6 experiments, no issues')
})

test('what an exam came to is a line, and the issues', async () => {
  expect(await printed(summary)).toEqual(['6 experiments examined, 0 skipped'])
  const searching = new Examiner().add(logMetric('loss', { log: 'none', match: /x(\d)/ }))
  const lines = await printed(await searching.exam({ output: 'examples/cifar10/output' }))
  expect(lines[0]).toBe('6 experiments examined, 0 skipped')
  expect(lines[2]).toContain('parser-found-nothing')
  const few = await examiner.filter('lr == 0.1').exam({ output: 'examples/cifar10/output' })
  expect(await printed(few)).toEqual(['3 experiments examined, 0 skipped, 3 filtered out'])
})

test('an experiment shows its params, details and metrics', async () => {
  const [experiment] = examiner.experiments.values()
  if (experiment === undefined) throw new Error('There is no experiment.')
  const rows = await rowsOf(experiment)
  expect(rows.slice(0, 5)).toEqual([
    ['kind', 'name', 'value'],
    ['param', 'data', 'CIFAR10'],
    ['param', 'loss', 'CE'],
    ['param', 'lr', '0.01'],
    ['param', 'seed', '0'],
  ])
  expect(rows.map(([kind]) => kind)).toContain('detail')
  expect(rows.at(-1)).toEqual(['metric', 'acc', '0.9039'])
})

test('an experiment shows the names of its series, and its artifacts', async () => {
  const runs = new Examiner()
  await runs.exam({ output: 'test/fixtures/mlxp/logs' })
  const all = [...runs.experiments.values()]
  const stored = all.find(({ artifacts }) => artifacts.length > 0)
  const recorded = all.find(({ seriesNames }) => seriesNames.includes('train.loss'))
  if (stored === undefined || recorded === undefined) throw new Error('There is none.')
  expect((await printed(recorded)).join('\n')).toMatch(/^Series: .*train\.loss/m)
  const lines = await printed(stored)
  const header = lines.findIndex((line) => /^artifact +type +bytes$/.test(line))
  expect(lines.slice(header + 1)).toHaveLength(stored.artifacts.length)
})

test('experiments are shown as their table', async () => {
  const table = (await printed(examiner.table())).join('\n')
  expect((await printed(examiner.experiments)).join('\n')).toBe(table)
  expect((await printed([...examiner.experiments.values()])).join('\n')).toBe(table)
})

test('an estimate is shown with its uncertainty', async () => {
  const estimate = new Estimate({ value: 0.92761, low: 0.92446, high: 0.93076, n: 5 })
  expect(await printed(estimate)).toEqual(['0.928 ± 0.003'])
})

test('names from the disk are text, and set no mathematics', async () => {
  const sent = startKernel()
  const table = examiner.table({ concise: false })
  await show(compare(table, table, { on: [], metrics: 'acc' }))
  const hostile = {
    ...[...examiner.experiments.values()][0],
    name: '<img src=x onerror=alert(1)> $x$\n',
    layout: 'own',
    dir: '/tmp/\u001b[2J',
    isDetail: () => false,
    param: { '<b>': '</td><script>' },
    metric: {},
    cache: {},
    seriesNames: ['<i>'],
    series: () => undefined,
    points: () => undefined,
    artifacts: [],
  }
  await show(hostile)
  const html = String(sent[1]?.data['text/html'])
  expect(html).not.toMatch(/<img|<b>|<script|<i>/)
  expect(html).not.toContain('\u001b')
  expect(html).toContain('<p class="tex2jax_ignore mathjax_ignore">Experiment &lt;img')
  expect(String(sent[1]?.data['text/plain'])).not.toContain('\u001b')
})
