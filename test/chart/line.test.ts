import { table } from 'arquero'
import { describe, expect, test } from 'vitest'
import { lineChart } from '../../src/chart/line.js'
import { toSVG } from '../../src/chart/render.js'
import { AssayError } from '../../src/issue.js'
import { allOf, channelOf, headingOf, rowsOf } from './support.js'

const series = (values: number[], first = 1, every = 1): unknown => ({
  steps: Float64Array.from(values, (_, i) => first + i * every),
  values: Float64Array.from(values),
})

const constant = (length: number, value: number): unknown =>
  series(new Array<number>(length).fill(value))

describe('the line', () => {
  test('is the mean of the runs at every step, with the interval of Student', () => {
    const runs = table({ loss: [series([0.9, 2]), series([0.92, 4]), series([0.95, 6])] })
    const [first, second] = rowsOf(lineChart(runs, { series: 'loss' }))
    expect(first).toMatchObject({ x: 1, n: 3 })
    expect(first?.['y']).toBeCloseTo(0.9233333333333333, 14)
    expect(first?.['lo']).toBeCloseTo(0.9233333333333333 - 0.06251609479375765, 12)
    expect(second).toMatchObject({ x: 2, y: 4, n: 3 })
    const [, std] = rowsOf(lineChart(runs, { series: 'loss', band: 'std' }))
    expect(std).toMatchObject({ y: 4, lo: 2, hi: 6 })
    const [, none] = rowsOf(lineChart(runs, { series: 'loss', band: 'none' }))
    expect(none).toEqual({ x: 2, y: 4, n: 3 })
  })

  test('goes on with the runs that go on, without a band where one is left', () => {
    const runs = table({ loss: [series([1, 1, 5]), series([3, 3]), null] })
    const spec = lineChart(runs, { series: 'loss', band: 'std' })
    expect(rowsOf(spec).map((point) => [point['x'], point['y'], point['n']])).toEqual([
      [1, 2, 2],
      [2, 2, 2],
      [3, 5, 1],
    ])
    expect(rowsOf(spec)[2]).not.toHaveProperty('lo')
    expect(allOf(spec, 'title')).toContain('loss: mean ± std, n = 1–2')
    expect(headingOf(spec).text).toEqual(['1 of 3 runs has no loss', 'no band where n = 1'])
  })

  test('is one for every value of the colour column, in order', () => {
    const runs = table({ lr: [10, 9, 10], loss: [series([1]), series([2]), series([3])] })
    const spec = lineChart(runs, { series: 'loss', color: 'lr', band: 'none' })
    expect(rowsOf(spec)).toEqual([
      { x: 1, y: 2, n: 1, color: '9' },
      { x: 1, y: 2, n: 2, color: '10' },
    ])
  })

  test('passes over NaN and infinite values, and counts the runs that have them', () => {
    const runs = table({ loss: [series([1, NaN, 3]), series([5, Infinity, 7])] })
    const spec = lineChart(runs, { series: 'loss' })
    expect(rowsOf(spec).map((point) => [point['x'], point['y']])).toEqual([
      [1, 3],
      [3, 5],
    ])
    expect(headingOf(spec).text).toEqual(['2 of 2 runs have NaN or infinite loss'])
  })

  test('of one run has no band', () => {
    const spec = lineChart(table({ loss: [series([1, 2])] }), { series: 'loss' })
    expect(rowsOf(spec)).toEqual([
      { x: 1, y: 1, n: 1 },
      { x: 2, y: 2, n: 1 },
    ])
    expect(JSON.stringify(spec)).not.toContain('"area"')
  })

  test('averages a step that a resumed run logged twice, within the run', () => {
    const resumed = { steps: [1, 2, 2, 3], values: [1, 2, 4, 5] }
    const spec = lineChart(table({ loss: [resumed] }), { series: 'loss' })
    expect(rowsOf(spec).map((point) => point['y'])).toEqual([1, 3, 5])
  })
})

describe('the number of marks', () => {
  test('is bounded by bins of equal steps, which a note says', () => {
    const runs = table({
      g: [0, 0, 1],
      loss: [constant(30_000, 1), constant(30_000, 3), constant(9000, 2)],
    })
    const spec = lineChart(runs, { series: 'loss', color: 'g', band: 'std' })
    expect(rowsOf(spec).length).toBeLessThanOrEqual(5000)
    expect(rowsOf(spec).length).toBeGreaterThan(2000)
    expect(headingOf(spec).text).toContain('a point is the mean of 12 steps')
    expect(rowsOf(spec)[0]).toMatchObject({ x: 6.5, y: 2, n: 2, color: '0' })
    expect(rowsOf(spec).at(-1)).toMatchObject({ x: 8994.5, y: 2, n: 1, color: '1' })
  })

  test('leaves steps as they are when they are few enough', () => {
    const spec = lineChart(table({ loss: [constant(10_000, 1)] }), { series: 'loss' })
    expect(rowsOf(spec)).toHaveLength(10_000)
    expect(headingOf(spec)).toEqual({})
  })

  test('is that of the longest run when runs logged at different steps', () => {
    const at = (first: number): unknown => series(new Array<number>(100).fill(first), first, 10)
    const spec = lineChart(table({ loss: [at(0), at(3), at(7)] }), { series: 'loss' })
    expect(rowsOf(spec)).toHaveLength(100)
    expect(rowsOf(spec).filter((point) => point['n'] === 3).length).toBeGreaterThan(95)
  })
})

describe('runs that logged at different steps', () => {
  const steps = (every: number): number[] =>
    Array.from({ length: 8 / every + 1 }, (_, i) => i * every)
  const runs = table({
    loss: [1, 2].map((every) => ({ steps: steps(every), values: steps(every).map(() => every) })),
  })

  test('are interpolated between their own, which a note says', () => {
    const spec = lineChart(runs, { series: 'loss', band: 'none' })
    expect(rowsOf(spec).map((point) => point['n'])).toEqual(steps(1).map(() => 2))
    expect(headingOf(spec).text).toEqual([
      'between its own steps, a run counts as the line between them',
    ])
    const before = lineChart(runs, { series: 'loss', interpolate: 'previous' })
    expect(headingOf(before).text).toEqual([
      'between its own steps, a run counts as at the one before',
    ])
    const not = lineChart(runs, { series: 'loss', interpolate: 'none' })
    expect(rowsOf(not).map((point) => point['n'])).toEqual([2, 1, 2, 1, 2, 1, 2, 1, 2])
  })

  test('are averaged at the steps of all of them, or in bins, if asked', () => {
    const common = lineChart(runs, { series: 'loss', grid: 'intersection' })
    expect(rowsOf(common).map((point) => point['x'])).toEqual(steps(2))
    expect(headingOf(common).text).toEqual(['only steps that all runs have'])
    const binned = lineChart(runs, { series: 'loss', grid: { bins: 3 } })
    expect(rowsOf(binned).map((point) => [point['x'], point['n']])).toEqual([
      [1, 2],
      [4, 2],
      [7, 2],
    ])
    expect(headingOf(binned).text).toEqual(['a point is the mean of 3 steps'])
  })

  test('keep these where each is a line of its own', () => {
    const apart = table({
      run: ['a', 'b'],
      loss: [series([1, 2, 3], 0, 2), series([4, 5, 6], 1, 2)],
    })
    const spec = lineChart(apart, { series: 'loss', color: 'run' })
    expect(rowsOf(spec).map((point) => point['x'])).toEqual([0, 2, 4, 1, 3, 5])
    expect(headingOf(spec)).toEqual({})
  })

  test('and share none say so', () => {
    const apart = table({ loss: [series([1], 1), series([1], 2)] })
    const spec = lineChart(apart, { series: 'loss', grid: 'intersection' })
    expect(rowsOf(spec)).toEqual([])
    expect(headingOf(spec).text).toEqual(['no step is in all runs'])
  })
})

describe('smoothing', () => {
  const runs = table({ loss: [series([1, 0.5, 0]), series([3, 3, 3])] })
  const spec = lineChart(runs, { series: 'loss', smooth: 0.6, band: 'none' })

  test('is of each run, and the axis names it', () => {
    expect(rowsOf(spec).map((point) => point['y'])).toEqual([
      2,
      expect.closeTo((0.6875 + 3) / 2, 14),
      expect.closeTo((0.264 / 0.784 + 3) / 2, 14),
    ])
    expect(allOf(spec, 'title')).toContain('loss: mean, n = 2, EMA 0.6')
  })

  test('leaves the mean as it was behind it, faintly', () => {
    expect(rowsOf(spec).map((point) => point['raw'])).toEqual([2, 1.75, 1.5])
    const faint = (spec['layer'] as { mark: object; encoding: object }[])[0]
    expect(faint).toMatchObject({
      mark: { type: 'line', opacity: 0.35 },
      encoding: { y: { field: 'raw' } },
    })
  })

  test('counts in the number of marks, as an asked for grid does', () => {
    const long = table({ loss: [constant(30_000, 1), constant(20_000, 3)] })
    const spec = lineChart(long, { series: 'loss', smooth: 0.5, grid: 'union' })
    expect(rowsOf(spec)).toHaveLength(3000)
    expect(headingOf(spec).text).toContain('a point is the mean of 10 steps')
    const bins = lineChart(long, { series: 'loss', grid: { bins: 999_999 } })
    expect(rowsOf(bins)).toHaveLength(5000)
  })

  test('by more than a moving average can is an error', () => {
    expect(() => lineChart(runs, { series: 'loss', smooth: 1 })).toThrow(/smooth/)
  })
})

test('a scale is made about the one step that there is, and about a band, not the mean alone', () => {
  const one = lineChart(table({ acc: [series([0.5])] }), { series: 'acc' })
  expect(channelOf(one, 'x')['scale']).toMatchObject({ domain: [0.9, 1.1] })
  const level = lineChart(table({ acc: [series([1, 1]), series([3, 3])] }), { series: 'acc' })
  expect(allOf(level['layer'], 'domain')).toEqual([])
})

describe('a logarithmic scale', () => {
  test('has labels where the values span less than 1, 2, 5 or 10', async () => {
    const runs = table({ loss: [{ steps: [1, 2, 3], values: [2.6, 3.1, 4.4] }] })
    const svg = await toSVG(lineChart(runs, { series: 'loss', yScale: 'log' }))
    expect(svg).toMatch(/>3(?:\.0)?<\/text>/)
    expect(svg).toMatch(/>4(?:\.0)?<\/text>/)
  })

  test('cuts the band where it reaches zero, and labels powers of ten', () => {
    const runs = table({ loss: [series([1, 0.01]), series([100, 0.02])] })
    const spec = lineChart(runs, { series: 'loss', yScale: 'log' })
    expect(rowsOf(spec)[0]?.['lo']).toBeLessThan(0)
    expect(allOf(spec, 'calculate')[0]).toBe('isValid(datum.lo) ? max(datum.lo, 0.015) : null')
    expect(allOf(spec, 'type')).toContain('log')
  })

  test('cuts the band a decade below the lowest mean, which it would else dwarf', () => {
    const runs = table({ loss: [series([10, 1]), series([10, 5.75])] })
    const spec = lineChart(runs, { series: 'loss', yScale: 'log', band: 'std' })
    expect(rowsOf(spec)[1]).toMatchObject({ y: 3.375, lo: expect.closeTo(0.01624, 5) as unknown })
    expect(allOf(spec, 'calculate')[0]).toContain('max(datum.lo, 0.3375)')
  })

  test('refuses values that it cannot show', () => {
    const runs = table({ loss: [series([1, -2])] })
    expect(() => lineChart(runs, { series: 'loss', yScale: 'log' })).toThrow(/logarithmic.*-2/)
  })
})

test('many numbers get a continuous ramp, many names shades of one', () => {
  const loss = Array.from({ length: 12 }, (_, i) => constant(2, i))
  const runs = table({ loss, wd: loss.map((_, i) => 10 ** -i), name: loss.map((_, i) => `r${i}`) })
  const ramp = channelOf(lineChart(runs, { series: 'loss', color: 'wd' }), 'color')
  expect(ramp).toMatchObject({ type: 'quantitative', scale: { type: 'log' } })
  const names = channelOf(lineChart(runs, { series: 'loss', color: 'name' }), 'color')
  expect(names).toMatchObject({ type: 'ordinal', scale: { scheme: { name: 'viridis' } } })
})

test('a column that holds no series is an error that says so', () => {
  expect(() => lineChart(table({ loss: [1, 2] }), { series: 'loss' })).toThrow(
    new AssayError("Column 'loss' does not hold series of {steps, values}, but 1."),
  )
  expect(() =>
    lineChart(table({ loss: [{ steps: [1], values: [] }] }), { series: 'loss' }),
  ).toThrow(AssayError)
})

test('an empty table, and a series that no run has, make charts without lines', () => {
  expect(rowsOf(lineChart(table({}), { series: 'loss', color: 'lr' }))).toEqual([])
  const none = lineChart(table({ loss: [null, undefined, series([])] }), { series: 'loss' })
  expect(rowsOf(none)).toEqual([])
  expect(headingOf(none).text).toEqual(['3 of 3 runs have no loss'])
})
