import { describe, expect, it, test } from 'vitest'
import { barChart } from '../../src/chart/bar.js'
import { lineChart } from '../../src/chart/line.js'
import { toSVG } from '../../src/index.js'
import { usualMarks } from '../../src/page/marks.js'
import { toModel } from '../../src/page/model.js'
import { oneCurve, withSeries } from '../../src/page/series-table.js'
import { themed } from '../../src/page/theme.js'
import { sweep } from '../e2e/report-data.js'

const model = toModel(sweep(1000))

test('a metric is shown as means by few values, and run by run by many numbers', () => {
  expect(usualMarks(model.table, 'optim.lr')).toBe('means')
  expect(usualMarks(model.table, 'model')).toBe('means')
  expect(usualMarks(model.table, 'loss')).toBe('runs')
})

describe('curves', () => {
  it('are a column beside those of the table, also where one has their name', () => {
    const curve = { steps: [0, 1], values: [1, null] }
    const { table, series } = withSeries(
      model.table,
      'acc',
      model.data.experiments.map(() => curve),
    )
    expect(series).toBe('acc#2')
    expect(table.column(series)?.at(5)).toEqual(curve)
    expect(table.column('acc')).toBe(model.table.column('acc'))
  })

  it('of one run have no point where the value is not finite', () => {
    const spec = lineChart(oneCurve('loss', { steps: [0, 1, 2], values: [3, null, 1] }), {
      series: 'loss',
    })
    expect(spec['data']).toEqual({
      values: [expect.objectContaining({ y: 3 }), { x: 2, y: 1, n: 1 }],
    })
  })
})

describe('the theme', () => {
  const spec = barChart(model.table, {
    x: 'model',
    y: 'acc',
    color: 'optim.lr',
    width: 300,
    height: 200,
  })

  it('fits a chart into its place', () => {
    expect(themed(spec, 640, false)).toMatchObject({
      width: 640,
      autosize: { type: 'fit-x' },
      background: '#ffffff',
    })
    expect(themed(spec, 640, false)).not.toHaveProperty('$schema')
  })

  it('has no ink for white paper in the dark, and leaves the data as it is', async () => {
    const dark = themed(spec, 640, true)
    expect(dark['data']).toBe(spec['data'])
    const svg = await toSVG({ ...dark, $schema: spec.$schema })
    expect(svg).not.toMatch(/"(?:#333|#000000|#0072B2)"/i)
    expect(svg).toContain('#4aa3df')
  })
})
