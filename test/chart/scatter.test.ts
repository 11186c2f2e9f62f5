import { desc, table } from 'arquero'
import { describe, expect, test } from 'vitest'
import { scatterChart } from '../../src/chart/scatter.js'
import { Timestamp } from '../../src/timestamp.js'
import { channelOf, headingOf, rowsOf } from './support.js'

const scale = (x: unknown[]): unknown =>
  channelOf(scatterChart(table({ x, y: x.map((_, i) => i) }), { x: 'x', y: 'y' }), 'x')['scale']

describe('the horizontal scale', () => {
  test('is logarithmic for positive numbers over two decades or more', () => {
    expect(scale([1e-5, 1e-4, 1e-3, 1e-2, 1e-1])).toMatchObject({ type: 'log' })
    expect(scale([0.001, 0.1])).toMatchObject({ type: 'log' })
  })

  test.each([
    ['over fewer', [0.01, 0.1, 0.5]],
    ['with a zero', [0, 1e-4, 1]],
    ['with a negative', [-1, 1e-4, 1]],
    ['that are evenly spaced', Array.from({ length: 500 }, (_, i) => i + 1)],
  ])('is linear for numbers %s', (_, x) => {
    expect(scale(x)).toMatchObject({ zero: false, nice: true })
    expect(scale(x)).not.toHaveProperty('type')
  })

  test('is that of the categories for anything else, with missing values among them', () => {
    expect(scale(['b', 'a', null])).toMatchObject({ domain: ['a', 'b', '(none)'] })
    expect(scale([1, 'a'])).toMatchObject({ domain: ['1', 'a'] })
  })

  test('is of time in UTC for dates', () => {
    const x = [new Timestamp('2022-05-17', Date.UTC(2022, 4, 17)), new Date(0)]
    const spec = scatterChart(table({ x, y: [1, 2] }), { x: 'x', y: 'y' })
    expect(channelOf(spec, 'x')).toMatchObject({ type: 'temporal', scale: { type: 'utc' } })
    expect(rowsOf(spec)[0]).toEqual({ x: Date.UTC(2022, 4, 17), y: 1 })
  })

  test('is as asked', () => {
    const runs = table({ x: [1, 1000], y: [1, 2] })
    const spec = scatterChart(runs, { x: 'x', y: 'y', xScale: 'linear', yScale: 'log' })
    expect(channelOf(spec, 'x')['scale']).toMatchObject({ zero: false })
    expect(channelOf(spec, 'y')['scale']).toMatchObject({ type: 'log' })
    const zero = table({ x: [0, 1], y: [1, 2] })
    expect(() => scatterChart(zero, { x: 'x', y: 'y', xScale: 'log' })).toThrow(/such as 0/)
  })
})

test('the vertical scale does not hold zero for its own sake', () => {
  const spec = scatterChart(table({ x: [1, 2], y: [0.9, 0.93] }), { x: 'x', y: 'y' })
  expect(channelOf(spec, 'y')['scale']).toMatchObject({ zero: false })
})

test('points stand in the order of the rows, with name and colour', () => {
  const runs = table({ name: ['a', 'b'], lr: [1, 2], acc: [0.5, 0.6], opt: ['sgd', null] })
  const spec = scatterChart(runs.orderby(desc('lr')), { x: 'lr', y: 'acc', color: 'opt' })
  expect(rowsOf(spec)).toEqual([
    { x: 2, y: 0.6, color: '(none)', label: 'b' },
    { x: 1, y: 0.5, color: 'sgd', label: 'a' },
  ])
})

test('runs that have no place are counted', () => {
  const runs = table({ lr: [1, null, 3, 4], acc: [0.5, 0.6, NaN, 0.7] })
  const spec = scatterChart(runs, { x: 'lr', y: 'acc' })
  expect(rowsOf(spec)).toHaveLength(2)
  expect(headingOf(spec).text).toEqual(['1 of 4 runs has no lr', '1 of 4 runs has acc = NaN'])
})

test('of very many points ten thousand are drawn, which a note says', () => {
  const x = Array.from({ length: 25_000 }, (_, i) => i)
  const spec = scatterChart(table({ x, y: x }), { x: 'x', y: 'y' })
  expect(rowsOf(spec)).toHaveLength(10_000)
  expect(rowsOf(spec)[0]).toEqual({ x: 0, y: 0 })
  expect(headingOf(spec).text).toEqual(['10000 of 25000 points are drawn'])
})

test('an empty table makes a chart without points', () => {
  expect(rowsOf(scatterChart(table({}), { x: 'x', y: 'y', color: 'z' }))).toEqual([])
})
