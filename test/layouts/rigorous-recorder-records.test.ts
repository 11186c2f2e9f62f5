import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRecords } from '../../src/layouts/rigorous-recorder/read-records.js'
import { fromPython } from '../support/python.js'

const FIXTURES = join(import.meta.dirname, '../fixtures/rigorous-recorder')

type Row = Readonly<Record<string, unknown>>

/**
 * What the tool says of the files. Not asked are how the pickles are written (`bytes`, `protocol`,
 * `opcodes`, `globals`), the text of `collection_id.txt`, which nothing depends on, what is `pending`,
 * and `report`: what writing raises.
 */
interface Expected {
  readonly collections: Readonly<Record<string, Collection>>
  readonly files: Readonly<Record<string, { readonly load_from?: Saved }>>
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

interface Collection {
  readonly len: number
  readonly records: Row[]
  readonly keys_of_first: readonly string[]
  readonly 'c[1] length': number
  readonly 'missing key': null
}

interface Saved {
  readonly records: Row[]
  readonly all_records: Row[]
  readonly length?: number
  readonly frame?: Frame
  readonly 'full.frame'?: Frame
  readonly 'full.length'?: number
}

/** The columns of a Recorder: a Map when one of its keys is None, which is no part of a record. */
type Frame = ReadonlyMap<string | null, unknown[]> | Readonly<Record<string, unknown[]>>

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

  test.each(Object.entries(expected.collections))('%s by its experiments', (name, tool) => {
    const rows = rowsOf(`data/${name}.collection`)
    const ofFirst = rows.filter((row) => row['experiment_number'] === 1)
    expect(ofFirst).toHaveLength(tool['c[1] length'])
    // A key that only other records have is null there, as the tool gives None for it.
    const lacks = Object.entries(rows[0] ?? {}).filter(([key]) => !tool.keys_of_first.includes(key))
    expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining([...tool.keys_of_first]))
    for (const [, value] of lacks) expect(value).toBe(tool['missing key'])
  })
})

describe('the records of a saved recorder are its all_records', () => {
  const saved = Object.entries(expected.files).flatMap(([path, { load_from: loaded }]) => {
    return loaded ? [[path, loaded.all_records] as const] : []
  })
  test.each(saved)('%s', (path, records) => {
    expect(rowsOf(path)).toEqual(padded(records))
  })

  const loaded = Object.entries(expected.files).flatMap(([path, { load_from: tool }]) => {
    return tool ? [[path, tool] as const] : []
  })

  // A Recorder's frame holds its own records; `full` those of its children too, as we have them.
  test.each(loaded)('and so are the columns of its frame: %s', (path, tool) => {
    const table = readRecords(join(FIXTURES, path))
    const rows = table.objects() as Row[]
    // A keeper's own records come first. A table of no columns has no rows.
    expect(rows.slice(0, tool.records.length)).toEqual(
      padded(tool.all_records).slice(0, tool.records.length),
    )
    const { frame, length, 'full.frame': full, 'full.length': all } = tool
    if (frame === undefined || full === undefined) return
    expect(length).toBe(tool.records.length)
    expect(rows).toHaveLength(all ?? NaN)
    const columns = columnsOf(full)
    const names = table.columnNames()
    for (const [key, values] of columns) {
      if (names.includes(key)) expect(rows.map((row) => row[key])).toEqual(values)
    }
    for (const [key, values] of columnsOf(frame)) {
      expect(rows.map((row) => row[key]).slice(0, length)).toEqual(values)
    }
    // `full` adds the data of a Recorder between, which the tool's records, and so ours, do not show.
    const between = columns.map(([key]) => key).filter((key) => !names.includes(key))
    expect(between).toEqual(path === 'single/recorder_root.pickle' ? ['experiment'] : [])
  })
})

const columnsOf = (frame: Frame): readonly (readonly [string, unknown[]])[] =>
  frame instanceof Map
    ? [...frame].flatMap(([key, values]) => (key === null ? [] : [[key, values]]))
    : Object.entries(frame)

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
