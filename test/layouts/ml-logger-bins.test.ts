import { describe, expect, test } from 'vitest'
import { binLabels } from '../../src/layouts/ml-logger/bin-labels.js'
import { equalBins, quantileBins } from '../../src/layouts/ml-logger/bins.js'
import { MLLogger } from '../../src/layouts/ml-logger/ml-logger.js'
import { folderOf } from '../support/runs.js'

// What pandas 1.5.3 gives: the labels and bins of `qcut(…, duplicates='drop')`, the bins of `cut`.
const PANDAS: readonly {
  readonly x: readonly number[]
  readonly count: number
  readonly labels: readonly string[]
  readonly qcut: readonly number[]
  readonly cut: readonly number[]
}[] = [
  {
    x: [2, 5, 8, 11, 2, 5, 8, 11, 2, 5, 8, 11],
    count: 4,
    labels: ['(1.999, 4.25]', '(4.25, 6.5]', '(6.5, 8.75]', '(8.75, 11.0]'],
    qcut: [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3],
    cut: [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3],
  },
  {
    x: [0, 0, 0, 1, 2],
    count: 3,
    labels: ['(-0.001, 0.667]', '(0.667, 2.0]'],
    qcut: [0, 0, 0, 1, 1],
    cut: [0, 0, 0, 1, 2],
  },
  {
    x: [0, 10],
    count: 5,
    labels: ['(-0.001, 2.0]', '(2.0, 4.0]', '(4.0, 6.0]', '(6.0, 8.0]', '(8.0, 10.0]'],
    qcut: [0, 4],
    cut: [0, 4],
  },
  {
    x: [1e-5, 2e-5, 3e-5],
    count: 3,
    labels: ['(-0.00099, 1.67e-05]', '(1.67e-05, 2.33e-05]', '(2.33e-05, 3e-05]'],
    qcut: [0, 1, 2],
    cut: [0, 1, 2],
  },
  {
    x: [1000.00001, 1000.00002, 1000.00003],
    count: 3,
    labels: [
      '(1000.000009, 1000.000017]',
      '(1000.000017, 1000.000023]',
      '(1000.000023, 1000.00003]',
    ],
    qcut: [0, 1, 2],
    cut: [0, 1, 2],
  },
  {
    x: [1e20, 2e20],
    count: 2,
    labels: ['(9.999999999999998e+19, 1.5e+20]', '(1.5e+20, 1.9999999999999997e+20]'],
    qcut: [0, 1],
    cut: [0, 1],
  },
  {
    x: [-3.25, -1, 7.125, 100.5],
    count: 2,
    labels: ['(-3.251, 3.062]', '(3.062, 100.5]'],
    qcut: [0, 0, 1, 1],
    cut: [0, 0, 0, 1],
  },
  { x: [7], count: 1, labels: ['(6.999, 7.0]'], qcut: [0], cut: [0] },
]

test.each(PANDAS)('$count bins of $x', ({ x, count, labels, qcut, cut }) => {
  const sorted = Float64Array.from(x).sort()
  const bins = quantileBins(sorted, count)
  expect(binLabels(bins.edges)).toEqual(labels)
  expect(x.map(bins.of)).toEqual(qcut)
  expect(x.map(equalBins(sorted, count).of)).toEqual(cut)
})

test('an edge is rounded as NumPy rounds it', () => {
  const powers = Float64Array.from({ length: 40 }, (_, i) => 2 ** i)
  expect(binLabels(quantileBins(powers, 40).edges).slice(-2)).toEqual([
    '(144310901145.601, 281749854617.602]',
    '(281749854617.602, 549755813888.0]',
  ])
})

test('equal numbers share a bin, where pandas has none', () => {
  const bins = quantileBins(Float64Array.of(4, 4), 3)
  expect(binLabels(bins.edges)).toEqual(['(3.999, 4.0]'])
  expect(bins.of(4)).toBe(0)
})

/** A folder with a file of metrics for each list of records. */
function files(...runs: readonly (readonly object[])[]): MLLogger {
  const text = (records: readonly object[]): string =>
    records.map((record) => `${JSON.stringify(record)}\n`).join('')
  return new MLLogger(
    folderOf(Object.fromEntries(runs.map((run, i) => [`${i}/metrics.jsonl`, text(run)]))),
  )
}

const path = '*/metrics.jsonl'

describe('readMetrics', () => {
  test('has the aggregates of pandas', () => {
    const logger = files([{ x: 1, y: 4 }], [{ x: 1, y: 1 }], [{ x: 1, y: 2 }])
    const known = {
      mean: 7 / 3,
      median: 2,
      min: 1,
      max: 4,
      sum: 7,
      std: 1.5275252316519468,
      var: 7 / 3,
      sem: 0.8819171036881969,
      count: 3,
      first: 4,
      last: 2,
      '0%': 1,
      '16%': 1.32,
      '97.5%': 3.9,
    }
    const keys = Object.keys(known).map((name) => `y@${name}`)
    for (const xKey of ['x@min', undefined]) {
      const table = logger.readMetrics(keys, { path, ...(xKey && { xKey }) })
      for (const [name, value] of Object.entries(known)) {
        expect(table.get(`y@${name}`, 0), name).toBeCloseTo(value, 14)
      }
    }
  })

  test('counts each file alike in a bin, however many records it has there', () => {
    const logger = files(
      [
        { x: 0, y: 0 },
        { x: 0, y: 2 },
        { x: 0, y: 4 },
        { x: 9, y: 1 },
        { x: 9, y: 1 },
        { x: 9, y: 1 },
      ],
      [
        { x: 0, y: 10 },
        { x: 9, y: 3 },
      ],
    )
    const table = logger.readMetrics(['y', 'y@mean'], { path, xKey: 'x@min' })
    expect(table.array('y')).toEqual([Float64Array.of(2, 10), Float64Array.of(1, 3)])
    expect(table.array('y@mean')).toEqual([6, 2])
    expect(table.array('x@min')).toEqual([0, 9])
  })

  test('has as many bins as the file with the most x asks for, whichever comes first', () => {
    const long = [1, 2, 4, 8, 16].map((x) => ({ x, y: x }))
    const short = long.slice(0, 2)
    const options = { path, xKey: 'x@max' }
    const once = files(long, short).readMetrics('y@count', options)
    expect(once.objects()).toEqual(files(short, long).readMetrics('y@count', options).objects())
    expect(once.numRows()).toBe(5)
  })

  test('puts equal x of runs that are not equally long together, and no others', () => {
    const long = Array.from({ length: 12 }, (_, i) => ({ x: 3 * i, y: i }))
    const logger = files(long.slice(0, 7), long, long.slice(0, 3))
    const table = logger.readMetrics(['y@mean', 'y@count'], { path, xKey: 'x@max' })
    expect(table.array('x@max')).toEqual(long.map(({ x }) => x))
    expect(table.array('y@mean')).toEqual(long.map(({ y }) => y))
    expect(table.array('y@count')).toEqual([3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1])
  })

  test('gives as many bins as it is asked for, with a hole where there is nothing', () => {
    const logger = files([0, 1, 10].map((x) => ({ x, y: x })))
    const options = { path: '0/metrics.jsonl', xKey: 'x', numBins: 4 }
    const table = logger.readMetrics(['y@mean', 'y@count', 'y'], options)
    expect(table.array('bin')).toEqual(['(-0.001, 2.5]', '(2.5, 5.0]', '(5.0, 7.5]', '(7.5, 10.0]'])
    expect(table.array('y@mean')).toEqual([0.5, NaN, NaN, 10])
    expect(table.array('y@count')).toEqual([1, 0, 0, 1])
    expect(table.get('y', 1)).toEqual(new Float64Array())
  })

  test('leaves out records that lack a key, or have none or NaN for it', () => {
    const text = '{"x": 1, "y": 1}\n{"x": 2}\n{"x": 3, "y": null}\n{"x": 4, "y": NaN}\n{"y": 5}\n'
    const logger = new MLLogger(folderOf({ 'metrics.jsonl': text }))
    const table = logger.readMetrics(['x', 'y'], { path: 'metrics.jsonl' })
    expect(table.array('record')).toEqual([0])
  })

  test('takes a metric that has an @ in its name for itself', () => {
    const logger = files([{ 'acc@1': 0.5, acc: 1 }])
    const options = { path: '0/metrics.jsonl' }
    const table = logger.readMetrics(['acc@1@mean', 'acc@1', 'acc@max'], options)
    expect(table.columnNames()).toEqual(['record', 'acc@1@mean', 'acc@1', 'acc@max'])
    expect(table.objects()).toEqual([
      { record: 0, 'acc@1@mean': 0.5, 'acc@1': Float64Array.of(0.5), 'acc@max': 1 },
    ])
  })

  test('names its own columns apart from a metric of that name', () => {
    const logger = files([{ bin: 1, record: 2, prefix: 3 }])
    expect(logger.readMetrics('bin', { path, xKey: 'record' }).columnNames()).toEqual([
      'bin#2',
      'bin',
      'record',
    ])
    expect(logger.readMetrics({ path }).get('prefix#2', 0)).toBe('0/metrics.jsonl')
  })

  test('has no bins for an x that is no number', () => {
    const logger = files([{ x: 'a', y: 1 }])
    expect(logger.readMetrics('y@mean', { path, xKey: 'x' }).numRows()).toBe(0)
    expect(logger.issues.map(({ code }) => code)).toEqual(['series-not-numeric'])
  })

  test('does not join keys that no file has together', () => {
    const logger = files([{ a: 1 }], [{ b: 1 }])
    expect(() => logger.readMetrics(['a', 'b'], { path })).toThrow(/has both 'a' and 'b'/)
  })
})
