import { describe, expect, it } from 'vitest'
import { findRuns } from '../../src/page/find-runs.js'
import { toModel } from '../../src/page/model.js'
import { both, conditionOf } from '../../src/page/query-text.js'
import type { ReportCell, ReportData } from '../../src/report/data.js'

const empty: ReportData = {
  title: '',
  made: '',
  version: '',
  experiments: ['lr=0.1,seed=0', 'lr=0.1,seed=1', 'lr=0.2,seed=0'],
  columns: [
    { name: 'lr', role: 'param', values: [0.1, 0.1, 0.2] },
    { name: 'model.name', role: 'param', values: ['ResNet', 'ViT', 'ResNet'] },
    { name: 'data', role: 'param', values: { constant: 'CIFAR10' } },
    {
      name: 'layers',
      role: 'param',
      values: [{ list: [64, 64] }, { list: [64, { number: 'NaN' }] }, null],
    },
    { name: 'acc', role: 'metric', values: [0.857_142_857, null, { number: 'NaN' }] },
  ],
  series: [],
  seriesLeftOut: [],
  artifacts: [],
  issues: [],
}
const model = toModel(empty)

function rows(text: string): [string, number[]] {
  const found = findRuns(model, text)
  return [found.kind, found.kind === 'error' ? [] : Array.from(found.table.indices())]
}

describe('the text of the filter', () => {
  it('is a query where it reads as one, of params that do not vary, too', () => {
    expect(rows('lr == 0.1 & acc > 0.8')).toEqual(['query', [0]])
    expect(rows("data == 'CIFAR10' & experiment =~ /seed=0/")).toEqual(['query', [0, 2]])
    expect(rows('acc is null')).toEqual(['query', [1]])
  })

  it('may ask what is in a list', () => {
    expect(rows('layers == [64, 64]')).toEqual(['query', [0]])
    expect(rows('64 in layers')).toEqual(['query', [0, 1]])
    expect(rows('len(layers) == 2')).toEqual(['query', [0, 1]])
    expect(rows(conditionOf('layers', [64, 64]) ?? '')).toEqual(['query', [0]])
  })

  it('is looked for in names and in what varies, as it is shown', () => {
    expect(rows('resnet')).toEqual(['text', [0, 2]])
    expect(rows('0.857143')).toEqual(['text', [0]])
    expect(rows('cifar')).toEqual(['text', []])
    expect(rows('seed=1')).toEqual(['text', [1]])
    expect(rows('  ')).toEqual(['all', [0, 1, 2]])
  })

  it('is a query with a mistake where it looks like one and is in no run', () => {
    const found = findRuns(model, 'lrr == 0.1')
    expect(found.kind === 'error' && found.message).toContain("Did you mean 'lr'?")
    expect(rows('acc >')).toEqual(['error', []])
    expect(rows('acc in')).toEqual(['error', []])
  })

  it('tells who reads the page how it comes to hold a metric, not who writes programs', () => {
    const messages = ['train.loss@max < 1', 'lrr == 0.1'].map((text) => {
      const found = findRuns(model, text)
      return found.kind === 'error' ? found.message : ''
    })
    expect(messages[0]).toContain('A report made with --metric train.loss@max has it.')
    expect(messages.join('')).not.toMatch(/seriesMetric|examiner/)
  })

  it('finds the last value of a series by the name of its column, quoted or not', () => {
    const values = [0.5, 2, null]
    const columns = [{ name: 'train.loss@last', role: 'metric', values } as const]
    const own = toModel({ ...empty, columns })
    for (const text of ['train.loss@last < 1', '`train.loss@last` < 1 & experiment =~ /lr/']) {
      const found = findRuns(own, text)
      expect(found.kind === 'query' && Array.from(found.table.indices())).toEqual([0])
    }
  })
})

describe('the condition of a group', () => {
  it.each<[string, ReportCell]>([
    ['lr', 0.1],
    ['lr', null],
    ['lr', { number: 'Infinity' }],
    ['lr', { number: '-Infinity' }],
    ['lr', { number: 'NaN' }],
    ['n', { number: '9007199254740993' }],
    ['flag', true],
    ['in', 'x'],
    ['a param <b>', 'it\'s \\ "quoted"\n\t`x`'],
    ['0', ''],
    ['a-b', 'é'],
  ])('holds for its runs and no others: %s = %j', (name, value) => {
    const cells: ReportCell[] = [value, 'another', 17, null].slice(0, value === null ? 3 : 4)
    const experiments = cells.map((_, row) => `run ${row}`)
    const columns = [{ name, role: 'param', values: cells } as const]
    const own = toModel({ ...empty, experiments, columns })
    const found = findRuns(own, conditionOf(name, own.columns[0]?.values[0]) ?? '')
    expect(found.kind === 'query' && Array.from(found.table.indices())).toEqual([0])
  })

  it('is none where no query can hold the name', () => {
    for (const name of ['', 'a `tick`', 'x'.repeat(1001)]) {
      expect(conditionOf(name, 1)).toBeUndefined()
    }
    expect(conditionOf('x'.repeat(1000), 1)).toBeDefined()
  })

  it('is added to a query', () => {
    expect(both('', 'lr == 1')).toBe('lr == 1')
    expect(both('acc > 1', 'lr == 1')).toBe('acc > 1 & lr == 1')
    expect(both('acc > 1 or acc < 0', 'lr == 1')).toBe('(acc > 1 or acc < 0) & lr == 1')
  })
})
