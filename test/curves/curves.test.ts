import { table, type ColumnTable } from 'arquero'
import { describe, expect, test } from 'vitest'
import { curves, type CurvesOptions } from '../../src/curves/curves.js'
import { AssayError } from '../../src/issue.js'

const series = (steps: number[], values: number[]): unknown => ({ steps, values })

/** The averages of runs without groups, as rows of some columns. */
function rowsOf(runs: readonly unknown[], columns: string, options: Partial<CurvesOptions> = {}) {
  const result = curves(table({ y: runs }), { series: 'y', by: [], ...options })
  return cells(result, columns.split(' '))
}

function cells(result: ColumnTable, columns: readonly string[]): unknown[][] {
  return result
    .objects()
    .map((row) => columns.map((name) => (row as Record<string, unknown>)[name]))
}

describe('a row', () => {
  test('has the statistics of the runs at a step', () => {
    const result = curves(table({ y: [series([5], [1]), series([5], [2]), series([5], [6])] }), {
      series: 'y',
      by: [],
    })
    expect(result.columnNames()).toEqual([
      ...['step', 'y_mean', 'y_ci95', 'y_std', 'y_min', 'y_max', 'y_n', 'runs'],
    ])
    const std = Math.sqrt(7) // ((1 - 3)² + (2 - 3)² + (6 - 3)²) / 2
    expect(result.object()).toMatchObject({
      step: 5,
      y_mean: 3,
      y_min: 1,
      y_max: 6,
      y_n: 3,
      runs: 3,
    })
    expect(result.get('y_std', 0)).toBeCloseTo(std, 14)
    // t(0.975, 2) = 4.302652729749462
    expect(result.get('y_ci95', 0)).toBeCloseTo((4.302652729749462 * std) / Math.sqrt(3), 12)
  })

  test('of one run has no interval', () => {
    expect(rowsOf([series([1], [4])], 'y_mean y_std y_ci95 y_min y_max y_n')).toEqual([
      [4, null, null, 4, 4, 1],
    ])
  })
})

describe('groups', () => {
  const runs = table({
    lr: [0.1, 10, 9, 0.1],
    seed: [0, 0, 0, 1],
    y: [series([1, 2], [1, 2]), series([1], [5]), null, series([2, 1], [4, 3])],
  })
  const columns = ['lr', 'step', 'y_mean', 'y_n', 'runs']
  const rows = [
    [0.1, 1, 2, 2, 2],
    [0.1, 2, 3, 2, 2],
    [10, 1, 5, 1, 1],
  ]

  test('are those of the columns given, sorted', () => {
    expect(cells(curves(runs, { series: 'y', by: 'lr' }), columns)).toEqual(rows)
  })

  test('are by default of the params that vary, without seeds and other series', () => {
    const more = runs.assign(table({ z: [0, 1, 2, 3].map((i) => series([i], [i])) }))
    expect(cells(curves(more, { series: 'y' }), columns)).toEqual(rows)
    expect(curves(runs, { series: 'y', over: 'lr' }).columnNames()[0]).toBe('step')
  })

  test('count the runs of theirs that lack the series', () => {
    const result = curves(runs, { series: 'y', by: [] })
    expect(cells(result, ['step', 'y_n', 'runs'])).toEqual([
      [1, 3, 4],
      [2, 2, 4],
    ])
  })

  test('have rows only where one of their runs has a value', () => {
    const own = table({ g: ['a', 'b'], y: [series([0, 4], [0, 4]), series([0, 1, 2], [1, 1, 1])] })
    expect(cells(curves(own, { series: 'y', by: 'g' }), ['g', 'step'])).toEqual([
      ...[0, 4].map((step) => ['a', step]),
      ...[0, 1, 2].map((step) => ['b', step]),
    ])
  })

  test('whose param is called as a result keep it', () => {
    const clash = curves(table({ runs: ['x'], y: [series([0], [1])] }), { series: 'y', by: 'runs' })
    expect(clash.get('param.runs', 0)).toBe('x')
    expect(clash.get('runs', 0)).toBe(1)
  })
})

describe('runs of unequal length', () => {
  test('count where they are, so that n falls', () => {
    const runs = [series([0, 1, 2], [1, 1, 7]), series([0, 1], [3, 3]), series([1, 2], [5, 9])]
    expect(rowsOf(runs, 'step y_mean y_n runs')).toEqual([
      [0, 2, 2, 3],
      [1, 3, 3, 3],
      [2, 8, 2, 3],
    ])
  })
})

describe('between its own steps a run', () => {
  // Of the steps 0 2 3 4 8, the first has 0 and 8, the second 2 and 4, the third 3.
  const runs = [series([0, 8], [0, 16]), series([2, 4], [10, 20]), series([3], [1])]
  const grid = 'union'

  test('counts as the straight line has it, and never beyond its ends', () => {
    expect(rowsOf(runs, 'step y_mean y_n y_interpolated', { grid })).toEqual([
      [0, 0, 1, 0],
      [2, (4 + 10) / 2, 2, 1],
      [3, expect.closeTo((6 + 15 + 1) / 3, 14), 3, 2],
      [4, (8 + 20) / 2, 2, 1],
      [8, 16, 1, 0],
    ])
  })

  test('counts as it was before', () => {
    const rows = rowsOf(runs, 'step y_mean y_n', { grid, interpolate: 'previous' })
    expect(rows).toEqual([
      [0, 0, 1],
      [2, (0 + 10) / 2, 2],
      [3, expect.closeTo((0 + 10 + 1) / 3, 14), 3],
      [4, (0 + 20) / 2, 2],
      [8, 16, 1],
    ])
  })

  test('does not count', () => {
    const rows = rowsOf(runs, 'step y_mean y_n', { grid, interpolate: 'none' })
    expect(rows).toEqual([
      [0, 0, 1],
      [2, 10, 1],
      [3, 1, 1],
      [4, 20, 1],
      [8, 16, 1],
    ])
  })
})

describe('the grid', () => {
  test('of the intersection has the steps of all runs', () => {
    const runs = [
      series([0, 1, 2, 3, 4], [0, 1, 2, 3, 4]),
      series([4, 2, 0], [8, 4, 2]),
      series([-1, 0, 1, 4], [9, 4, 9, 6]),
    ]
    expect(rowsOf(runs, 'step y_mean y_n', { grid: 'intersection' })).toEqual([
      [0, 2, 3],
      [4, 6, 3],
    ])
    expect(rowsOf([runs[0], series([9], [9])], 'step', { grid: 'intersection' })).toEqual([])
  })

  test('of bins averages within a run first, at the mean of the steps', () => {
    const runs = [series([0, 1, 2, 3], [1, 3, 5, 7]), series([0, 2], [10, 20])]
    expect(rowsOf(runs, 'step y_mean y_n', { grid: { bins: 2 } })).toEqual([
      [1 / 3, (2 + 10) / 2, 2], // steps 0 1 and 0
      [7 / 3, (6 + 20) / 2, 2], // steps 2 3 and 2
    ])
  })

  test('of bins has a bin where a run has nothing, and fills it from beside', () => {
    const runs = [series([0, 1, 2, 3], [0, 0, 0, 0]), series([0, 3], [0, 30])]
    const rows = rowsOf(runs, 'step y_max y_n y_interpolated', { grid: { bins: 4 } })
    expect(rows).toEqual([
      [0, 0, 2, 0],
      [1, 10, 2, 1],
      [2, 20, 2, 1],
      [3, 30, 2, 0],
    ])
  })

  test('is every step of runs that share most, and bins of runs that share none', () => {
    const even = Array.from({ length: 10 }, (_, i) => i)
    const sparse = even.filter((step) => step % 2 === 0)
    expect(rowsOf([series(even, even), series(sparse, sparse)], 'step').flat()).toEqual(even)
    const shifted = [0, 0.25, 0.5].map((by) =>
      series(
        even.map((step) => step + by),
        even,
      ),
    )
    const rows = rowsOf(shifted, 'step y_n')
    expect(rows).toHaveLength(10)
    expect(rows).toEqual(even.map((step) => [step + 0.25, 3]))
  })

  test('of bins holds steps that are apart by a fraction, one each', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => i / 10)
    const rows = rowsOf([series(steps, steps)], 'y_n y_interpolated', { grid: { bins: 1000 } })
    expect(rows).toEqual(steps.map(() => [1, undefined]))
  })

  test('of one step is one place', () => {
    expect(rowsOf([series([3, 3], [1, 2])], 'step y_mean', { grid: { bins: 9 } })).toEqual([
      [3, 1.5],
    ])
  })
})

describe('a resumed run', () => {
  test('counts once at a step that it logged twice, with the mean, in order of steps', () => {
    const resumed = series([1, 2, 3, 2, 3, 4], [1, 2, 3, 4, 7, 8])
    expect(rowsOf([resumed, series([2], [5])], 'step y_mean y_n')).toEqual([
      [1, 1, 1],
      [2, (3 + 5) / 2, 2],
      [3, 5, 1],
      [4, 8, 1],
    ])
  })
})

describe('NaN and infinite values', () => {
  test('are passed over and counted, and not bridged', () => {
    const runs = [series([0, 1, 2, 4], [1, NaN, Infinity, 4]), series([0, 1, 3], [3, NaN, 5])]
    expect(rowsOf(runs, 'step y_mean y_n y_nan')).toEqual([
      [0, 2, 2, 0],
      [1, null, 0, 2],
      [2, null, 0, 1],
      [3, 5, 1, 0],
      [4, 4, 1, 0],
    ])
  })

  test('as steps are no points', () => {
    expect(rowsOf([series([NaN, 1, Infinity], [1, 2, 3])], 'step y_mean')).toEqual([[1, 2]])
  })
})

describe('smoothing', () => {
  test("is TensorBoard's moving average, corrected for its start at zero", () => {
    // 0.4; 0.4·0.6 + 0.4·0.5 = 0.44; 0.44·0.6 = 0.264; over 1 - 0.6, 1 - 0.36, 1 - 0.216
    const rows = rowsOf([series([0, 1, 2], [1, 0.5, 0])], 'y_mean', { smooth: 0.6 }).flat()
    expect(rows).toEqual(
      [1, 0.6875, 0.264 / 0.784].map((value) => expect.closeTo(value, 14) as unknown),
    )
  })

  test('is of each run, before they are averaged and interpolated', () => {
    const runs = [series([0, 2], [0, 1]), series([0, 1, 2], [3, 3, 3])]
    // 0.5 / 0.75 of the first run at step 2
    const rows = rowsOf(runs, 'y_min y_max', { smooth: 0.5 })
    expect(rows).toEqual([
      [0, 3],
      [expect.closeTo(1 / 3, 14), 3],
      [expect.closeTo(2 / 3, 14), 3],
    ])
  })

  test('does not change the series that it is given', () => {
    const steps = Float64Array.of(0, 1)
    const values = Float64Array.of(0, 1)
    rowsOf([{ steps, values }], 'y_mean', { smooth: 0.9 })
    expect([...values]).toEqual([0, 1])
  })
})

describe('what cannot be is an error that says so', () => {
  const runs = table({ y: [series([0], [1])], z: [1] })
  const error = (options: object) => {
    try {
      return curves(runs, { series: 'y', by: [], ...options })
    } catch (thrown: unknown) {
      return thrown
    }
  }

  test.each([
    [{ series: 'x' }, "no column 'x'"],
    [{ by: 'lr' }, "no column 'lr'"],
    [{ series: 'z' }, "Column 'z' does not hold series of {steps, values}, but 1."],
    [{ grid: 'unoin' }, "Unknown grid 'unoin'. Did you mean 'union'?"],
    [{ grid: { bins: 0 } }, 'whole number from 1'],
    [{ grid: {} }, 'whole number from 1'],
    [{ interpolate: 'cubic' }, "Unknown interpolate 'cubic'."],
    [{ smooth: 1 }, 'from 0 to below 1, not 1'],
    [{ smooth: NaN }, 'not NaN'],
  ])('%j', (options, message) => {
    const thrown = error(options)
    expect(thrown).toBeInstanceOf(AssayError)
    expect(String(thrown)).toContain(message)
  })

  test('over a million different steps', () => {
    const far = [0, 0.5].map((by) => ({
      steps: Float64Array.from({ length: 600_000 }, (_, i) => i + by),
      values: new Float64Array(600_000),
    }))
    expect(() => rowsOf(far, 'step', { grid: 'union' })).toThrow(/1000000 different.*bins/)
    expect(rowsOf(far, 'step', { grid: { bins: 10 } })).toHaveLength(10)
  })

  test('steps too far apart to be told', () => {
    const runs = [series([-1e308, 0, 1e308], [1, 2, 3])]
    expect(() => rowsOf(runs, 'step', { grid: { bins: 2 } })).toThrow(AssayError)
    expect(rowsOf(runs, 'step')).toHaveLength(3)
  })
})

test('what is no number is no step and no value, whatever it is', () => {
  const odd = { steps: [1n, '2', null, 3, {}, 5], values: [1, 2, 3, '4', 5, 6] }
  const bytes = { steps: BigInt64Array.of(1n), values: Float64Array.of(1) }
  for (const grid of [undefined, 'union', 'intersection', { bins: 2 }] as const) {
    expect(rowsOf([odd], 'step y_mean y_nan', { grid })).toEqual([
      [3, null, 1],
      [5, 6, 0],
    ])
    expect(rowsOf([bytes], 'step', { grid })).toEqual([])
  }
})

test('runs without points make a table without rows', () => {
  expect(rowsOf([null, series([], []), series([NaN], [1])], 'step')).toEqual([])
  expect(curves(table({ y: [] }), { series: 'y', by: [] }).numRows()).toBe(0)
  for (const grid of ['union', 'intersection', { bins: 3 }] as const) {
    expect(rowsOf([null], 'step', { grid })).toEqual([])
  }
})
