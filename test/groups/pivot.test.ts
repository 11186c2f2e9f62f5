import { describe, expect, test } from 'vitest'
import { aq, Estimate, pivot, toLatex, toMarkdown, toTSV } from '../../src/index.js'
import { cifar10, RUNS } from './support.js'

/** Cells as text, with their runs and their mark. */
function cells(table: ReturnType<typeof pivot>): unknown[] {
  return table
    .objects()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]: [string, unknown]) => [
          name,
          cell instanceof Estimate
            ? `${cell.toString()} (${cell.n} of ${cell.of})${cell.mark ? ` ${cell.mark}` : ''}`
            : cell,
        ]),
      ),
    )
}

const GRID = aq.table({
  model: ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c', 'a', 'b'],
  data: [...Array<string>(9).fill('x'), 'y', 'y'],
  seed: [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 0],
  acc: [0.9, 0.91, 0.92, 0.91, 0.9, 0.92, 0.5, 0.52, null, 0.7, 0.8],
})
const OPTIONS = { rows: 'model', columns: 'data', metric: 'acc' } as const

test('a cell is the mean of its runs with the interval, or nothing where there is no run', () => {
  // scipy.stats.t.ppf(.975, 2) * scipy.stats.sem([.9, .91, .92]) is 0.0248, of [.5, .52] it is 0.127
  expect(cells(pivot(GRID, OPTIONS))).toEqual([
    { model: 'a', x: '0.91 ± 0.02 (3 of 3)', y: '0.7 (1 of 1)' },
    { model: 'b', x: '0.91 ± 0.02 (3 of 3)', y: '0.8 (1 of 1)' },
    { model: 'c', x: '0.51 ± 0.13 (2 of 3)', y: null },
  ])
})

describe('with a goal', () => {
  test('the best of each column is marked, and what cannot be told apart from it', () => {
    expect(cells(pivot(GRID, { ...OPTIONS, goal: 'max' }))).toEqual([
      { model: 'a', x: '0.91 ± 0.02 (3 of 3) best', y: '0.7 (1 of 1)' },
      { model: 'b', x: '0.91 ± 0.02 (3 of 3) tied', y: '0.8 (1 of 1) best' },
      // scipy.stats.ttest_ind([.5, .52], [.9, .91, .92], equal_var=False): p = 0.0006
      { model: 'c', x: '0.51 ± 0.13 (2 of 3)', y: null },
    ])
  })

  test.each([
    ['row', ['a x', 'b x', 'c x']],
    ['table', ['a x', 'b x tied']],
    ['column', ['a x', 'b x tied', 'b y']],
  ] as const)('the best is that of each %s', (among, marked) => {
    const found = pivot(GRID, { ...OPTIONS, goal: 'max', among }).objects() as Record<
      string,
      unknown
    >[]
    const marks = found.flatMap((row) =>
      ['x', 'y'].flatMap((data) => {
        const cell = row[data]
        if (!(cell instanceof Estimate) || cell.mark === undefined) return []
        return [`${String(row['model'])} ${data}${cell.mark === 'tied' ? ' tied' : ''}`]
      }),
    )
    expect(marks).toEqual(marked)
  })
})

test('rows may be made by several columns, columns by missing values and by texts like a row', () => {
  const table = aq.table({
    model: ['a', 'a', 'b'],
    size: [1, 2, 1],
    data: ['model', null, true],
    acc: [1, 2, 3],
  })
  expect(cells(pivot(table, { rows: ['model', 'size'], columns: 'data', metric: 'acc' }))).toEqual([
    { model: 'a', size: 1, 'model#2': '1 (1 of 1)', TRUE: null, '(none)': null },
    { model: 'a', size: 2, 'model#2': null, TRUE: null, '(none)': '2 (1 of 1)' },
    { model: 'b', size: 1, 'model#2': null, TRUE: '3 (1 of 1)', '(none)': null },
  ])
})

test('an exam may be asked by a param that is the same in all runs', async () => {
  const { table } = await cifar10()
  const grid = pivot(table, { rows: 'lr', columns: 'data', metric: 'acc', goal: 'max' })
  expect(cells(grid)).toEqual([
    { lr: 0.01, CIFAR10: '0.904 ± 0.005 (3 of 3)' },
    { lr: 0.1, CIFAR10: '0.929 ± 0.005 (3 of 3) best' },
  ])
})

test('it is an error to ask for what is not there, and for too many columns', () => {
  expect(() => pivot(RUNS, { rows: 'lrr', columns: 'seed', metric: 'acc' })).toThrow(
    "Did you mean 'lr'?",
  )
  const wide = aq.table({ a: Array.from({ length: 1001 }, (_, i) => i), acc: Array(1001).fill(1) })
  expect(() => pivot(wide, { rows: 'acc', columns: 'a', metric: 'acc' })).toThrow(
    'the limit of 1000',
  )
})

test('a cell whose runs all lack the metric is not the same as one without runs', () => {
  const runs = aq.table({ m: ['a', 'a', 'b'], d: ['x', 'y', 'x'], acc: [NaN, 0.8, 0.7] })
  const grid = pivot(runs, { rows: 'm', columns: 'd', metric: 'acc' })
  expect(toMarkdown(grid).split('\n').slice(2, 4)).toEqual([
    '| a | (0 of 1) | 0.8 (1) |',
    '| b | 0.7 (1) |  |',
  ])
  expect(toTSV(grid).split('\n')[1]).toBe('a\t\t\t0\t1\t0.8\t\t1')
  expect(toLatex(grid)).toContain(String.raw`a & (0 of 1) & $0.8$ (1) \\`)
})
