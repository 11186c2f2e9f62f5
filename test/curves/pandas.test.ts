import { table } from 'arquero'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { curves, type CurvesOptions } from '../../src/curves/curves.js'

type Number = number | string
type Row = readonly (string | number | null)[]

interface Fixture {
  readonly runs: readonly { group: string; steps: number[]; values: Number[] }[]
  readonly expected: Readonly<Record<string, readonly Row[]>>
  readonly smooth: { weight: number; values: Number[]; smoothed: Number[] }
}

// Made by make.py beside it, with pandas, NumPy and SciPy.
const FILE = join(import.meta.dirname, '../fixtures/pandas-curves/curves.json')
const { runs, expected, smooth } = JSON.parse(readFileSync(FILE, 'utf8')) as Fixture

const numbers = (values: readonly Number[]): number[] =>
  values.map((value) => (value === 'inf' ? Infinity : Number(value)))

const runTable = table({
  group: runs.map(({ group }) => group),
  y: runs.map(({ steps, values }) => ({ steps, values: numbers(values) })),
})

const OPTIONS: Readonly<Record<string, Partial<CurvesOptions>>> = {
  'union, none': { grid: 'union', interpolate: 'none' },
  'union, linear': { grid: 'union' },
  'union, previous': { grid: 'union', interpolate: 'previous' },
  'union, linear, 0.6': { grid: 'union', smooth: 0.6 },
  '6 bins, none': { grid: { bins: 6 }, interpolate: 'none' },
}

test.each(Object.keys(expected))('%s: the averages are those of pandas', (name) => {
  const result = curves(runTable, { series: 'y', by: 'group', ...OPTIONS[name] })
  const columns = ['y_n', 'y_mean', 'y_std', 'y_ci95', 'y_min', 'y_max']
  // Where steps are binned, pandas has the number of the bin.
  const keys = name.includes('bins') ? ['group'] : ['group', 'step']
  const rows = result
    .objects()
    .map((row) => [...keys, ...columns].map((key) => (row as Record<string, unknown>)[key]))
  const close = (expected[name] ?? []).map((row) =>
    row
      .filter((_, i) => i !== 1 || keys.length === 2)
      .map((cell) => (typeof cell === 'number' ? expect.closeTo(cell, 11) : cell) as unknown),
  )
  expect(close.length).toBeGreaterThan(0)
  expect(rows).toEqual(close)
})

test("smoothed values are TensorBoard's, where one is NaN too", () => {
  const values = numbers(smooth.values)
  const runs = table({ y: [{ steps: values.map((_, i) => i), values }] })
  const result = curves(runs, { series: 'y', by: [], smooth: smooth.weight })
  const means = numbers(smooth.smoothed).map((value) =>
    Number.isNaN(value) ? null : (expect.closeTo(value, 13) as unknown),
  )
  expect(Array.from(result.array('y_mean') as Iterable<unknown>)).toEqual(means)
})
