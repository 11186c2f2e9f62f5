import { desc, table } from 'arquero'
import { describe, expect, test } from 'vitest'
import { barChart } from '../../src/chart/bar.js'
import { AssayError } from '../../src/issue.js'
import { Timestamp } from '../../src/timestamp.js'
import { allOf, channelOf, headingOf, rowsOf } from './support.js'

const runs = table({
  lr: [0.1, 0.1, 0.1, 0.01, 0.01, 0.01],
  seed: [0, 1, 2, 0, 1, 2],
  acc: [0.9, 0.92, 0.95, 0.5, 0.5, 0.5],
})

describe('the bars', () => {
  test('are means with the 95% confidence interval of Student', () => {
    const [low, high] = rowsOf(barChart(runs, { x: 'lr', y: 'acc' }))
    expect(low).toMatchObject({ x: '0.01', y: 0.5, lo: 0.5, hi: 0.5, n: 3 })
    expect(high).toMatchObject({ x: '0.1', n: 3 })
    expect(high?.['y']).toBeCloseTo(0.9233333333333333, 14)
    expect(high?.['lo']).toBeCloseTo(0.9233333333333333 - 0.06251609479375765, 12)
    expect(high?.['hi']).toBeCloseTo(0.9233333333333333 + 0.06251609479375765, 12)
  })

  test('have the sample standard deviation when asked', () => {
    const [, high] = rowsOf(barChart(runs, { x: 'lr', y: 'acc', error: 'std' }))
    expect(high?.['hi']).toBeCloseTo(0.9233333333333333 + 0.025166114784235794, 14)
  })

  test('have no interval when none is asked for, and none of one run', () => {
    expect(rowsOf(barChart(runs, { x: 'lr', y: 'acc', error: 'none' }))[0]).not.toHaveProperty('lo')
    const alone = barChart(runs, { x: 'lr', y: 'acc', color: 'seed' })
    expect(rowsOf(alone)).toHaveLength(6)
    expect(rowsOf(alone).some((bar) => 'lo' in bar)).toBe(false)
    expect(allOf(alone, 'mark')).not.toContain('rule')
  })

  test('start at zero', () => {
    const domains = allOf(barChart(runs, { x: 'lr', y: 'acc' })['layer'], 'domain')
    expect(domains.length).toBeGreaterThan(0)
    for (const domain of domains) expect((domain as number[])[0]).toBe(0)
  })

  test('are split by colour side by side', () => {
    const spec = barChart(runs, { x: 'lr', y: 'acc', color: 'seed' })
    expect(channelOf(spec, 'xOffset')).toMatchObject({ field: 'color' })
    expect(rowsOf(spec).map((bar) => [bar['x'], bar['color']])).toEqual([
      ['0.01', '0'],
      ['0.01', '1'],
      ['0.01', '2'],
      ['0.1', '0'],
      ['0.1', '1'],
      ['0.1', '2'],
    ])
  })

  test('of one column as both x and colour stand alone', () => {
    const spec = barChart(runs, { x: 'lr', y: 'acc', color: 'lr' })
    expect(channelOf(spec, 'xOffset')).toEqual({})
    expect(rowsOf(spec)).toHaveLength(2)
  })

  test('show the rows that pass the filter, in an order that the table does not change', () => {
    const some = runs.filter((row: { seed: number }) => row.seed > 0)
    expect(rowsOf(barChart(some, { x: 'lr', y: 'acc' })).map((bar) => bar['n'])).toEqual([2, 2])
    const spec = barChart(runs, { x: 'lr', y: 'seed' })
    expect(barChart(runs.orderby(desc('lr')), { x: 'lr', y: 'seed' })).toEqual(spec)
  })
})

describe('the text', () => {
  const yTitle = (spec: ReturnType<typeof barChart>): unknown => {
    const { encoding } = (spec['layer'] as { encoding: { y: { title: unknown } } }[])[0] ?? {}
    return encoding?.y.title
  }

  test('says what bar and whisker are, and of how many runs', () => {
    expect(yTitle(barChart(runs, { x: 'lr', y: 'acc' }))).toBe('acc: mean ± 95% CI, n = 3')
    expect(yTitle(barChart(runs, { x: 'lr', y: 'acc', error: 'std' }))).toBe(
      'acc: mean ± std, n = 3',
    )
    expect(yTitle(barChart(runs, { x: 'lr', y: 'acc', error: 'none' }))).toBe('acc: mean, n = 3')
    expect(yTitle(barChart(runs, { x: 'lr', y: 'acc', color: 'seed' }))).toBe('acc: n = 1')
  })

  test('takes two lines where one is longer than the axis', () => {
    expect(yTitle(barChart(runs, { x: 'lr', y: 'acc', height: 100 }))).toEqual([
      'acc',
      'mean ± 95% CI, n = 3',
    ])
  })

  test('counts the runs that are not drawn, by why', () => {
    const holes = table({ x: [1, 1, 1, 1, 1, 2], y: [1, null, undefined, NaN, Infinity, 3] })
    const spec = barChart(holes, { x: 'x', y: 'y' })
    expect(headingOf(spec).text).toEqual([
      '2 of 6 runs have no y',
      '1 of 6 runs has y = NaN',
      '1 of 6 runs has infinite y',
    ])
    expect(rowsOf(spec).map((bar) => bar['n'])).toEqual([1, 1])
  })

  test('says that a bar of one run has no whisker, where others have', () => {
    const uneven = table({ x: [1, 1, 2], y: [1, 2, 3] })
    const spec = barChart(uneven, { x: 'x', y: 'y', title: 'Uneven' })
    expect(headingOf(spec)).toMatchObject({ text: 'Uneven', subtitle: ['no whisker where n = 1'] })
    expect(rowsOf(spec)[1]).not.toHaveProperty('lo')
  })
})

describe('the categories', () => {
  function labels(x: unknown[]): unknown {
    const spec = barChart(table({ x, y: x.map(() => 1) }), { x: 'x', y: 'y' })
    return (channelOf(spec, 'x')['scale'] as { domain: unknown }).domain
  }

  test.each([
    [
      'numbers in numeric order',
      [10, 9, 1e-5, -1, NaN, Infinity, 2n ** 64n],
      ['-1', '0.00001', '9', '10', '18446744073709551616', 'Infinity', 'NaN'],
    ],
    [
      'strings in natural order',
      ['layer10', 'layer2', 'lr_0.1', 'lr_0.01', '1e-3', '1e-4'],
      ['1e-4', '1e-3', 'layer2', 'layer10', 'lr_0.01', 'lr_0.1'],
    ],
    ['booleans', [true, false], ['false', 'true']],
    ['missing values last, as one', ['z', null, undefined], ['z', '(none)']],
    [
      'lists and maps as JSON',
      [[1, 2], { a: [true] }, new Map([[1, 'x']])],
      ['[1,2]', '{"1":"x"}', '{"a":[true]}'],
    ],
    [
      'dates by time',
      [
        new Timestamp('2022-05-17', Date.UTC(2022, 4, 17)),
        new Timestamp('2021-12-01', Date.UTC(2021, 11, 1)),
      ],
      ['2021-12-01', '2022-05-17'],
    ],
    ['empty text', ['', 'a'], ['""', 'a']],
    [
      'text apart from what it looks like',
      ['1', 1, '(none)', null, 'true', true],
      ['1', '"1"', '"(none)"', '"true"', 'true', '(none)'],
    ],
  ])('are %s', (_, x, domain) => {
    expect(labels(x)).toEqual(domain)
  })
})

describe('trouble', () => {
  test('with a column that is not there names those that are', () => {
    expect(() => barChart(runs, { x: 'lrr', y: 'acc' })).toThrow(
      new AssayError("The table has no column 'lrr'. Did you mean 'lr'? There are: lr, seed, acc."),
    )
  })

  test.each([
    [['a', 'b'], "Column 'y' is not numeric: it holds a (string)."],
    [[1, true], "Column 'y' is not numeric: it holds true (boolean)."],
    [
      [{ steps: [1], values: [2] }, null],
      "Column 'y' holds series over steps; lineChart draws those.",
    ],
  ])('with a metric that is not numeric says so', (y, message) => {
    expect(() => barChart(table({ x: [1, 2], y }), { x: 'x', y: 'y' })).toThrow(
      new AssayError(message),
    )
  })

  test('with what is not a table says so', () => {
    expect(() => barChart([{ x: 1 }] as never, { x: 'x', y: 'y' })).toThrow(AssayError)
  })

  test('with thousands of bars is an error', () => {
    const x = Array.from({ length: 3000 }, (_, i) => i)
    expect(() => barChart(table({ x, y: x }), { x: 'x', y: 'y' })).toThrow(/3000 bars/)
  })
})

test('a table of another Arquero is known by its shape', () => {
  const foreign = {
    columnNames: () => ['x', 'y'],
    numRows: () => 1,
    indices: () => [0],
    column: (name: string) => ({ at: () => (name === 'x' ? 'a' : 1) }),
  }
  expect(rowsOf(barChart(foreign, { x: 'x', y: 'y' }))).toMatchObject([{ x: 'a', y: 1 }])
})

test('an empty table makes a chart without bars', () => {
  expect(rowsOf(barChart(table({}), { x: 'x', y: 'y', color: 'z' }))).toEqual([])
  expect(rowsOf(barChart(table({ x: [], y: [] }), { x: 'x', y: 'y' }))).toEqual([])
})

test('a metric that no run has makes a chart that says so', () => {
  const spec = barChart(table({ x: [1, 2], y: [null, null] }), { x: 'x', y: 'y' })
  expect(rowsOf(spec)).toEqual([])
  expect(headingOf(spec).text).toEqual(['2 of 2 runs have no y'])
})

test('integers beyond 2^53 are drawn as numbers', () => {
  const spec = barChart(table({ x: [1], y: [2n ** 60n] }), { x: 'x', y: 'y' })
  expect(rowsOf(spec)).toMatchObject([{ y: 2 ** 60 }])
})
