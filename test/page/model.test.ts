import { expect, it } from 'vitest'
import { cellValue, shownCell } from '../../src/page/cells.js'
import { columnWidth } from '../../src/page/column-width.js'
import { toModel, usualColumns } from '../../src/page/model.js'
import { shownGroups } from '../../src/page/shown-groups.js'
import { sweep } from '../e2e/report-data.js'

const model = toModel(sweep(1000))

it('numbers that JSON has no way to write are numbers again', () => {
  expect(['NaN', '-Infinity', '9007199254740993'].map((number) => cellValue({ number }))).toEqual([
    NaN,
    -Infinity,
    9007199254740993n,
  ])
})

it('cells are shown in six digits, and a text that is empty is told from a missing one', () => {
  expect([1 / 3, 123456789, null, '', false].map(shownCell)).toEqual([
    '0.333333',
    '123456789',
    '',
    '""',
    'false',
  ])
})

it('the params that vary and the metrics are shown, and seeds make no groups', () => {
  const names = usualColumns(model)
  expect(names).toContain('seed')
  expect(names).toContain('acc')
  expect(names).not.toContain('batch_size')
  expect(names).not.toContain('status')
  expect(model.by).toContain('model')
  expect(model.by).not.toContain('seed')
})

it('a column of names gets a name of its own beside a param that is called so', () => {
  const data = sweep(3)
  const columns = [{ name: 'experiment', role: 'param', values: ['a', 'b', 'c'] } as const]
  expect(toModel({ ...data, columns }).runs.name).toBe('experiment#2')
})

it('what most runs have comes first, whatever a few that failed lack', () => {
  const data = sweep(8)
  const rows = (present: number): (number | null)[] =>
    Array.from({ length: 8 }, (_, row) => (row < present ? row : null))
  const column = (name: string, role: 'param' | 'metric', present: number) =>
    ({ name, role, values: rows(present) }) as const
  const { columns, by } = toModel({
    ...data,
    columns: [
      column('rare', 'param', 1),
      column('most', 'param', 7),
      column('all', 'param', 8),
      column('none', 'metric', 0),
      column('acc', 'metric', 5),
    ],
  })
  expect(columns.map(({ name }) => name)).toEqual(['most', 'all', 'rare', 'acc', 'none'])
  expect(by).toEqual(['most', 'all', 'rare'])
})

it('a column is as wide as its widest value or its name, within bounds', () => {
  const column = { name: 'lr', role: 'param', varies: true, isNumeric: false } as const
  expect(columnWidth({ ...column, values: ['x'] })).toContain('6ch')
  expect(columnWidth({ ...column, values: ['a text of 21 letters.'] })).toContain('21ch')
  expect(columnWidth({ ...column, values: ['x'.repeat(1000)] })).toContain('30ch')
  const oneIsWide = Array.from({ length: 10_000 }, (_, row) => 'x'.repeat(row === 9999 ? 20 : 1))
  expect(columnWidth({ ...column, values: oneIsWide })).toContain('20ch')
})

it('groups say of how many runs a mean is where some lack the metric', () => {
  const { columns, size, most } = shownGroups(model.table, ['model'], ['acc'])
  expect([size, most]).toEqual([4, 250])
  expect(columns.map(({ name }) => name)).toEqual(['model', 'runs', 'acc'])
  expect(columns[2]?.cells.map(String)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^0\.\d+ ± 0\.\d+ \(24\d of 250\)$/)]),
  )
})
