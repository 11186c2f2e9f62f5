import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type * as Assay from '../../src/index.js'
import { startKernel, stopKernel, type Sent } from './kernel.js'

// What tslab does with the last expression of a cell is console.log, and so this.
const last = (value: unknown): string => inspect(value, { depth: 2 })

let assay: typeof Assay
let sent: Sent[]
let examiner: Assay.Examiner
let summary: Assay.ExamSummary

// The first import decides whether there is a kernel, and so it is awaited in it.
beforeAll(async () => {
  startKernel()
  assay = await import('../../src/index.js')
  examiner = new assay.Examiner().add(
    assay.logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }),
  )
  summary = await examiner.exam({ output: 'examples/cifar10/output' })
})
beforeEach(() => {
  sent = startKernel()
})
afterAll(stopKernel)

function html(): string {
  return String(sent[0]?.data['text/html'])
}

describe('the last expression of a cell displays itself, and tells what it is in a line:', () => {
  test('a table', () => {
    expect(last(examiner.table())).toBe('6 rows × 3 columns')
    expect(sent).toHaveLength(1)
    expect(html().match(/<tr>/g)).toHaveLength(7)
  })

  test('a table that Arquero made of it', () => {
    expect(last(examiner.table().filter('d => d.lr > 0.05').select('acc'))).toBe(
      '3 rows × 1 column',
    )
    expect(html().match(/<tr>/g)).toHaveLength(4)
  })

  test('an Examiner', () => {
    expect(last(examiner)).toBe('Examiner: 6 experiments, no issues')
    expect(html()).toContain('<table')
    expect(html()).not.toContain('Examiner')
  })

  test('an experiment, and all of them', () => {
    const [experiment] = examiner.experiments.values()
    expect(last(experiment)).toMatch(/^Experiment Data_CIFAR10-.* \(mlrunner\)$/)
    expect(last(examiner.experiments)).toBe('6 experiments')
    expect(sent).toHaveLength(2)
  })

  test('what a sweep came to, its status, and its gaps', async () => {
    const output = join(mkdtempSync(join(tmpdir(), 'assay-')), 'output')
    const choices = [{ code: [0, 3] }]
    const asked = { template: { train: 'exit {code}' }, choices }
    const swept = assay.sweep(asked, { output })
    expect(last(await swept.run({ jobs: 2 }))).toBe('2 tasks, 1 finished, 1 failed')
    expect(last(assay.sweepStatus(output))).toBe('2 tasks, 1 finished, 1 failed')
    expect(last(assay.sweepGaps(asked, { output }))).toBe('0 missing, 1 failed, 0 orphaned')
    const shown = sent.map(({ data }) => String(data['text/plain']))
    expect(shown).toEqual([
      expect.stringContaining('Code_3'),
      expect.stringMatching(/Code_3 +failed +train +exit code 3/),
      expect.stringMatching(/failed +Code_3/),
    ])
  })

  test('a comparison', () => {
    const table = examiner.table({ concise: false })
    expect(last(assay.compare(table, table, { on: [] }))).toBe('Comparison: 1 row, 0 unmatched')
    expect(html()).toContain('b against a;')
  })

  test('what was learned of a value', async () => {
    expect(last(await assay.learn(examiner.experiments.values(), 0.9296))).toMatch(
      /^\d+ proposals?$/,
    )
    expect(html()).toContain('logMetric(')
  })

  test('issues, and those that were filtered', async () => {
    const searching = new assay.Examiner().add(
      assay.logMetric('loss', { log: 'none', match: /x(\d)/ }),
    )
    const { issues } = await searching.exam({ output: 'examples/cifar10/output' })
    expect(last(issues)).toBe('1 issue')
    expect(last(searching.issues.filter(({ code }) => code === 'parser-found-nothing'))).toBe(
      '1 issue',
    )
    expect(sent).toHaveLength(2)
    expect(last(searching.issues.map(({ code }) => code))).toBe("[ 'parser-found-nothing' ]")
  })

  test('what is told whole in its line is not displayed beside it', () => {
    expect(last(summary)).toBe('6 experiments examined, 0 skipped')
    expect(last(examiner.issues)).toBe('No issues.')
    expect(last(new assay.Estimate({ value: 1, low: 0.9, high: 1.1, n: 3 }))).toBe('1.00 ± 0.10')
    expect(sent).toEqual([])
  })
})

test('inside of something else there is only the line', () => {
  const table = examiner.table()
  expect(last([table, { examiner }])).toBe(
    '[\n  6 rows × 3 columns,\n  { examiner: Examiner: 6 experiments, no issues }\n]',
  )
  expect(inspect({ table }, { depth: null })).toBe('{ table: 6 rows × 3 columns }')
  expect(sent).toEqual([])
})

test('what is no longer a result is inspected as ever', () => {
  expect(last({ ...summary, issues: 'none' })).toMatch(/^\{\s+examined: 6,/)
  expect(sent).toEqual([])
})

test('results stay the plain data that they are', () => {
  const spec = assay.barChart(examiner.table(), { x: 'lr', y: 'acc' })
  expect(Object.keys(spec)).toEqual(Object.keys(JSON.parse(JSON.stringify(spec)) as object))
  expect(structuredClone(spec)).toEqual(JSON.parse(JSON.stringify(spec)))
  expect(Array.isArray(examiner.issues)).toBe(true)
  expect([...examiner.experiments.keys()]).toHaveLength(6)
})
