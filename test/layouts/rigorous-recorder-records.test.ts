import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRecords } from '../../src/layouts/rigorous-recorder/read-records.js'
import { fromPython } from '../support/python.js'

const FIXTURES = join(import.meta.dirname, '../fixtures/rigorous-recorder')

type Row = Readonly<Record<string, unknown>>

interface Expected {
  readonly collections: Readonly<Record<string, { readonly len: number; readonly records: Row[] }>>
  readonly files: Readonly<Record<string, { readonly load_from?: { readonly all_records: Row[] } }>>
  readonly live: Readonly<Record<string, { readonly 'yaml.safe_load': LiveFile }>>
  readonly 'old/my_study.pickle': {
    readonly len: number
    readonly 'records by their keys': Readonly<Record<string, number>>
    readonly 'first records': Row[]
    readonly 'last records': Row[]
    readonly model1: { readonly records: number; readonly 'mean loss': number }
    readonly model2: { readonly records: number; readonly 'mean loss': number }
  }
}

interface LiveFile {
  readonly parent_data_snapshot: Row
  readonly records: Row[] | null
}

const expected = fromPython(
  JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8')),
) as Expected

/** Rows without the keys that a record does not have: in a table those are null. */
function rowsOf(path: string): Row[] {
  return readRecords(join(FIXTURES, path)).objects() as Row[]
}

/** The tool's record with null for what only other records have, as `record[key]` gives None. */
function padded(records: readonly Row[]): Row[] {
  const keys = new Set(records.flatMap((record) => Object.keys(record)))
  return records.map((record) =>
    Object.fromEntries(Array.from(keys, (key) => [key, record[key] ?? null])),
  )
}

describe('the records of a collection are those of the tool', () => {
  test.each(Object.entries(expected.collections))('%s', (name, { len, records }) => {
    const rows = rowsOf(`data/${name}.collection`)
    expect(rows).toHaveLength(len)
    expect(rows).toEqual(padded(records))
  })
})

describe('the records of a saved recorder are its all_records', () => {
  const saved = Object.entries(expected.files).flatMap(([path, { load_from: loaded }]) => {
    return loaded ? [[path, loaded.all_records] as const] : []
  })
  test.each(saved)('%s', (path, records) => {
    expect(rowsOf(path)).toEqual(padded(records))
  })
})

describe('the records of a live-written file are its lines with the data of the parents', () => {
  test.each(Object.entries(expected.live))('%s', (path, { 'yaml.safe_load': file }) => {
    // YAML 1.1 takes these for texts; the tool wrote numbers.
    const numbers: Record<string, number> = {
      NaN,
      Infinity,
      '-Infinity': -Infinity,
      '1e-07': 1e-7,
      '1e+22': 1e22,
    }
    const records = (file.records ?? []).map((record) =>
      Object.fromEntries(
        Object.entries({ ...file.parent_data_snapshot, ...record }).map(([key, value]) => [
          key,
          typeof value === 'string' ? (numbers[value] ?? value) : value,
        ]),
      ),
    )
    expect(rowsOf(path)).toEqual(padded(records))
  })
})

test('a collection of one file, as it was in January 2022, has the same records', () => {
  const old = expected['old/my_study.pickle']
  const rows = rowsOf('old/my_study.pickle')
  const bare = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
  )
  expect(rows).toHaveLength(old.len)
  expect(bare.slice(0, old['first records'].length)).toEqual(old['first records'])
  expect(bare.slice(-old['last records'].length)).toEqual(old['last records'])
  const byKeys: Record<string, number> = {}
  for (const keys of bare.map((row) => Object.keys(row).sort().join(' '))) {
    byKeys[keys] = (byKeys[keys] ?? 0) + 1
  }
  expect(byKeys).toEqual(old['records by their keys'])
  for (const model of ['model1', 'model2'] as const) {
    const losses = bare.filter((row) => row['model'] === model && 'loss' in row)
    const sum = losses.reduce((total, row) => total + Number(row['loss']), 0)
    expect(losses).toHaveLength(old[model].records)
    expect(sum / losses.length).toBeCloseTo(old[model]['mean loss'], 12)
  }
})

test('the columns are in the order in which the tool shows a record: the farthest parents first', () => {
  const table = readRecords(join(FIXTURES, 'data/my_study.collection'))
  expect(table.columnNames().slice(0, 10)).toEqual([
    ...['experiment_number', 'error_number', 'had_error'],
    ...['experiment_start_time', 'experiment_end_time', 'experiment_duration'],
    ...['note', 'lr', 'model', 'training'],
  ])
})

test('inherited keys filter and group as any column does', () => {
  const counts = readRecords(join(FIXTURES, 'data/my_study.collection'))
    .filter((row: { experiment_number: number; testing: boolean }) => {
      return row.experiment_number === 2 && row.testing
    })
    .groupby('model')
    .count()
    .objects()
  expect(counts).toEqual([
    { model: 'model1', count: 5 },
    { model: 'model2', count: 5 },
  ])
})
