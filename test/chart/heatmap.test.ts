import { table } from 'arquero'
import { expect, test } from 'vitest'
import { heatmapChart } from '../../src/chart/heatmap.js'
import { channelOf, headingOf, rowsOf } from './support.js'

const runs = table({
  lr: [0.1, 0.1, 0.01, 0.1, 0.01],
  batch: [128, 128, 128, 64, 64],
  acc: [0.9, 0.92, 0.5, 0.7, null],
})
const options = { x: 'lr', y: 'batch', metric: 'acc' }

test('a cell is the mean of its runs, and knows how many they are', () => {
  const rows = rowsOf(heatmapChart(runs, options))
  expect(rows).toMatchObject([
    { x: '0.01', y: '128', metric: 0.5, n: 1 },
    { x: '0.1', y: '64', metric: 0.7, n: 1 },
    { x: '0.1', y: '128', n: 2 },
  ])
  expect(rows[2]?.['metric']).toBeCloseTo(0.91, 14)
})

test('the axes have every value in numeric order, and what is blank is counted', () => {
  const spec = heatmapChart(runs, options)
  expect(channelOf(spec, 'x')['scale']).toMatchObject({ domain: ['0.01', '0.1'] })
  expect(channelOf(spec, 'y')['scale']).toMatchObject({ domain: ['64', '128'] })
  expect(headingOf(spec).text).toEqual(['1 of 5 runs has no acc'])
})

test('values are written into cells that have room, with digits that tell them apart', () => {
  expect(rowsOf(heatmapChart(runs, options)).map((cell) => cell['text'])).toEqual([
    '0.50',
    '0.70',
    '0.91',
  ])
  expect(rowsOf(heatmapChart(runs, { ...options, width: 20 }))[0]).not.toHaveProperty('text')
})

test('more cells than can be drawn are an error', () => {
  const x = Array.from({ length: 200 }, (_, i) => i)
  expect(() => heatmapChart(table({ x, y: x, z: x }), { x: 'x', y: 'y', metric: 'z' })).toThrow(
    /40000 cells/,
  )
})

test('an empty table makes a chart without cells', () => {
  expect(rowsOf(heatmapChart(table({}), options))).toEqual([])
})
