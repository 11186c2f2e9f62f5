import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { AssayError, IssueError } from '../../src/issue.js'
import { loadAllResults } from '../../src/layouts/ml-instrumentation/load-all-results.js'
import { readMetrics } from '../../src/layouts/ml-instrumentation/read-metrics.js'
import { runIds } from '../../src/layouts/ml-instrumentation/run-ids.js'
import { makeDatabase } from '../readers/sqlite-support.js'
import { fromPython } from '../support/python.js'

const NEW = 'test/fixtures/ml-instrumentation/new'
const db = `${NEW}/merged.db`
const files = fromPython(JSON.parse(readFileSync(`${NEW}/expected.json`, 'utf8')))
const expected = (files as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[
  'reader functions on merged.db (rows sorted by frame, id)'
]

test('metrics are joined as the tool joins them', () => {
  const all = readMetrics(db, ['ret', 'reward'])
  expect(all.columnNames()).toEqual(['frame', 'id', 'ret', 'reward'])
  expect(all.objects()).toEqual(expected?.["read_metrics(['ret', 'reward'])"])
  const some = readMetrics(db, ['ret'], [1, 2])
  expect(some.objects()).toEqual(expected?.["read_metrics(['ret'], ids=[1, 2])"])
  expect(some.column('ret')).toBeInstanceOf(Float64Array)
})

test('metadata comes beside the metrics as the tool puts it', () => {
  const results = loadAllResults(db, ['ret', 'episode_return'], [0, 2])
  expect(results.objects()).toEqual(
    expected?.["load_all_results(['ret', 'episode_return'], ids=[0, 2])"],
  )
})

test('runs are found by their metadata as the tool finds them', () => {
  expect(runIds(db, { lr: 0.1 })).toEqual(expected?.["get_run_ids({'lr': 0.1})"])
  expect(runIds(db, { name: 'adam', seed: 0 })).toEqual(
    expected?.["get_run_ids({'name': 'adam', 'seed': 0})"],
  )
  expect(runIds(db, { big: true })).toEqual(expected?.["get_run_ids({'big': True})"])
})

test('runs are found by what they were not given, by any text, and by all at once', () => {
  expect(runIds(db, { big: null, momentum: 0.9 })).toEqual([2])
  expect(runIds(db, { name: `x" OR "1"="1` })).toEqual([])
  expect(runIds(db, { seed: '0' })).toEqual([])
  expect(runIds(`${NEW}/string_ids.db`, {})).toEqual(['run-a', 'run-b', 'lauf ü'])
})

test('an unknown name is an error that says the nearest', () => {
  expect(() => readMetrics(db, ['rewrad'])).toThrow(AssayError)
  expect(() => readMetrics(db, ['rewrad'])).toThrow(/'rewrad'.*Did you mean 'reward'/)
  expect(() => runIds(db, { sed: 1 })).toThrow(/'sed'.*Did you mean 'seed'/)
  // There the tool raises as well.
  expect(expected?.["read_metrics(['nope'])"]).toMatchObject({ error: 'OperationalError' })
  expect(() => readMetrics(db, ['nope'])).toThrow(AssayError)
  expect(expected?.["get_run_ids({'nope': 1})"]).toMatchObject({ error: 'OperationalError' })
  expect(() => runIds(db, { nope: 1 })).toThrow(AssayError)
  expect(() => runIds(`${NEW}/run.db`, { lr: 1 })).toThrow(AssayError)
})

test('a file that is not there or not a database is an issue', () => {
  expect(() => readMetrics(`${NEW}/none.db`)).toThrow(IssueError)
  expect(() => readMetrics(`${NEW}/expected.json`)).toThrow(IssueError)
})

test('all metrics of all ids, when none are named', () => {
  const results = loadAllResults(`${NEW}/string_ids.db`)
  expect(results.columnNames()).toEqual(
    expect.arrayContaining(['frame', 'id', 'loss', 'phase', 'group', 'lr']),
  )
  expect(new Set(results.array('id'))).toEqual(new Set(['run-a', 'run-b', 'lauf ü']))
  expect(readMetrics(`${NEW}/string_ids.db`, ['loss'], ['lauf ü']).array('id')).toContain('lauf ü')
})

test('without metrics there are no rows', () => {
  expect(readMetrics(makeDatabase('create table x(a)')).columnNames()).toEqual(['frame', 'id'])
  expect(readMetrics(db, []).numRows()).toBe(0)
})

test('a frame that comes twice in two metrics comes four times, as in a full outer join', () => {
  const path = makeDatabase(
    'create table a(frame, id, measurement)',
    'create table b(frame, id, measurement)',
    'create table c(frame, id, measurement)',
    `insert into a values (0, 1, 1), (0, 1, 2), (3, 1, 3), (0, '1', 4)`,
    `insert into b values (0, 1, 'x'), (0, 1, 'y'), (1, 1, null)`,
    `insert into c values (0, 1, x'00'), (3, 1, 9)`,
  )
  expect(readMetrics(path).objects()).toEqual([
    { frame: 0, id: 1, a: 1, b: 'x', c: Uint8Array.of(0) },
    { frame: 0, id: 1, a: 1, b: 'y', c: Uint8Array.of(0) },
    { frame: 0, id: 1, a: 2, b: 'x', c: Uint8Array.of(0) },
    { frame: 0, id: 1, a: 2, b: 'y', c: Uint8Array.of(0) },
    { frame: 0, id: '1', a: 4, b: null, c: null },
    { frame: 1, id: 1, a: null, b: null, c: null },
    { frame: 3, id: 1, a: 3, b: null, c: 9 },
  ])
})

test('two rows of metadata double the rows of their id, and none leave them empty', () => {
  const path = makeDatabase(
    'create table lr(frame, id, measurement)',
    'insert into lr values (0, 1, 0.5), (0, 2, 0.25), (0, 3, 0.125)',
    'create table _metadata_("lr", "frame", "id")',
    `insert into _metadata_ values (1, 'f', 2), (7, null, 2), (3, 'g', 1)`,
  )
  expect(loadAllResults(path).objects()).toEqual([
    { frame: 0, id: 1, lr: 0.5, lr_right: 3, frame_right: 'g' },
    { frame: 0, id: 2, lr: 0.25, lr_right: 1, frame_right: 'f' },
    { frame: 0, id: 2, lr: 0.25, lr_right: 7, frame_right: null },
    { frame: 0, id: 3, lr: 0.125, lr_right: null, frame_right: null },
  ])
  expect(runIds(path, { id: 2 })).toEqual([2, 2])
})
