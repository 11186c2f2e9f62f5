import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FileProblem } from '../../src/issue.js'
import type { Place, Run } from '../../src/layouts/layout.js'
import { readTable } from '../../src/readers/sqlite/rows.js'
import { tablesOf } from '../../src/readers/sqlite/tables.js'
import { withDatabase } from '../../src/readers/sqlite/database.js'
import { mlInstrumentation } from '../../src/layouts/ml-instrumentation/layout.js'
import { fromPython } from '../support/python.js'
import { folderOf, temporaryFolder } from '../support/runs.js'
import { makeDatabase } from '../readers/sqlite-support.js'

const FIXTURES = 'test/fixtures/ml-instrumentation'

interface Got {
  readonly experiment_id: number | string
  readonly points: readonly (readonly [number, number | string, unknown])[]
}

interface ExpectedFile {
  readonly sqlite_master: readonly (readonly [type: string, name: string, ...rest: string[]])[]
  readonly tables: Readonly<
    Record<
      string,
      {
        readonly columns: readonly (readonly [name: string, type: string, key: number])[]
        readonly rows: number
        readonly stored_types?: readonly (readonly string[])[]
      }
    >
  >
  readonly get: Readonly<Record<string, readonly Got[]>>
  readonly '_metadata_ rows'?: readonly Readonly<Record<string, unknown>>[]
}

describe.each(['new/run.db', 'new/merged.db', 'new/string_ids.db', 'old/run.db', 'old/merged.db'])(
  '%s',
  (name) => {
    const path = join(FIXTURES, name)
    const expected = expectedOf(path)
    const problems: FileProblem[] = []
    const runs = mlInstrumentation.open(placeOf(path), (problem) => problems.push(problem))

    test('is recognised', () => {
      expect(mlInstrumentation.recognise(placeOf(path))).toBe('tables of frame, id, measurement')
    })

    test('has the tables of the tool, with their columns, rows and types', () => {
      const given = Object.entries(expected.tables).map(([table, { columns, rows, ...more }]) => {
        const types = more.stored_types?.map((row) => row.map((type) => KINDS[type]).join(' '))
        const names = columns.map(([column]) => column)
        return [table, { columns: names, rows, types: types && new Set(types) }]
      })
      const found = tablesIn(path)
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(given))
      expect(found.map(([table]) => table).sort()).toEqual(
        expected.sqlite_master.map(([, table]) => table),
      )
    })

    test('gives the points that the tool gets for every metric and id', () => {
      for (const [metric, all] of Object.entries(expected.get)) {
        for (const { experiment_id: id, points } of all) {
          const run = runs.find((candidate) => candidate.id === String(id))
          expect(pointsOf(run, metric)).toEqual(
            points.length === 0 ? undefined : points.map(([frame, , value]) => [frame, value]),
          )
        }
      }
    })

    test('has no other runs or series', () => {
      const pairs = Object.entries(expected.get).flatMap(([metric, all]) =>
        all
          .filter(({ points }) => points.length > 0)
          .map((got) => `${got.experiment_id} ${metric}`),
      )
      const found = runs.flatMap((run) => seriesNames(run).map((metric) => `${run.id} ${metric}`))
      expect(found.toSorted()).toEqual(pairs.toSorted())
    })

    test('has the metadata as params', () => {
      for (const run of runs) {
        const row = expected['_metadata_ rows']?.find(({ id }) => String(id) === run.id)
        const given = Object.entries(row ?? {}).filter(([, value]) => value !== null)
        const ids = Object.values(expected.get).flatMap((all) =>
          all.map((got) => got.experiment_id),
        )
        const id = ids.find((candidate) => String(candidate) === run.id)
        expect(run.params(fail)).toEqual({ id, ...Object.fromEntries(given) })
      }
    })

    test('has no problems', () => {
      expect(problems).toEqual([])
    })
  },
)

/** What is told apart of SQLite's types: a REAL of 2.0 is the number 2. */
const KINDS: Readonly<Record<string, string>> = {
  integer: 'number',
  real: 'number',
  text: 'string',
  blob: 'bytes',
  null: 'null',
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return value instanceof Uint8Array ? 'bytes' : typeof value
}

test('tells ids of different kinds apart', () => {
  const path = makeDatabase(
    'create table m(frame, id, measurement)',
    `insert into m values (0, 1, 0.5), (0, '1', 0.25), (0, 'a b', 1), (0, x'0300000000000000', 2),
      (1, 1.0, 0.75), (0, 9007199254740993, 3), (0, '', 4), (0, 'it''s', 5), (0, 'run-a', 6)`,
  )
  const runs = open(path)
  expect(runs.map(({ id }) => id)).toEqual([
    '1',
    '9007199254740993',
    "''",
    "'1'",
    'a b',
    "'it''s'",
    'run-a',
    "x'0300000000000000'",
  ])
  expect(pointsOf(runs[0], 'm')).toEqual([
    [0, 0.5],
    [1, 0.75],
  ])
  expect(pointsOf(runs[3], 'm')).toEqual([[0, 0.25]])
  expect(runs.map((run) => run.params(fail)?.['id'])).toEqual([
    1,
    9007199254740993n,
    '',
    '1',
    'a b',
    "it's",
    'run-a',
    Uint8Array.of(3, 0, 0, 0, 0, 0, 0, 0),
  ])
})

test('tells of metadata that belongs to no id', () => {
  const told: string[] = []
  const path = makeDatabase(
    'create table m(frame, id, measurement)',
    'insert into m values (0, 1, 0.5)',
    'create table _metadata_(seed)',
  )
  const runs = mlInstrumentation.open(placeOf(path), ({ message }) => told.push(message))
  expect(runs.map(({ id }) => id)).toEqual(['1'])
  expect(told).toEqual([expect.stringContaining('without a column id')])
})

test('puts points in the order of frames, and keeps a frame that came twice', () => {
  const path = makeDatabase(
    'create table m(frame, id, measurement)',
    `insert into m values (5, 0, 'late'), (6, 0, null), (0, 0, 1), (1, 0, 2), (5, 0, 'again')`,
  )
  expect(pointsOf(open(path)[0], 'm')).toEqual([
    [0, 1],
    [1, 2],
    [5, 'late'],
    [5, 'again'],
    [6, null],
  ])
})

test('has NaN for NULL among numbers', () => {
  const path = makeDatabase(
    'create table m(frame, id, measurement)',
    'insert into m values (0, 0, 1), (1, 0, null), (2, 0, 9e999)',
  )
  const points = open(path)[0]?.points?.('m', fail)
  expect(points?.values).toEqual(Float64Array.of(1, NaN, Infinity))
})

test('reads metrics and params whatever they are called', () => {
  const names = ['a "b" c', 'select', 'größe', "it's", '__proto__', 'x;--', '[z]', '`', 'a.b/c']
  const path = makeDatabase(
    ...names.flatMap((name, index) => {
      const table = `"${name.replaceAll('"', '""')}"`
      return [
        `create table ${table}(frame, id, measurement)`,
        `insert into ${table} values (0, 7, ${index})`,
      ]
    }),
    'create table _metadata_("weird col", "a.b", "__proto__", "say ""hi""", "id")',
    `insert into _metadata_ values ('x', 1, 'plain', 2, 7)`,
  )
  const [run] = open(path)
  expect(seriesNames(run)).toEqual(names)
  for (const [index, name] of names.entries()) expect(pointsOf(run, name)).toEqual([[0, index]])
  const params = run?.params(fail) ?? {}
  expect(Object.entries(params)).toEqual([
    ['id', 7],
    ['weird col', 'x'],
    ['a.b', 1],
    ['__proto__', 'plain'],
    ['say "hi"', 2],
  ])
})

test('has runs of metadata only, and lets the last of two rows count', () => {
  const path = makeDatabase(
    'create table _metadata_("lr", "seed", "id")',
    'insert into _metadata_ values (0.1, 0, 3), (0.1, 0, 2), (0.2, null, 3)',
  )
  const [two, three] = open(path)
  expect(two?.params(fail)).toEqual({ id: 2, lr: 0.1, seed: 0 })
  expect(seriesNames(two)).toEqual([])
  const problems: FileProblem[] = []
  expect(three?.params((problem) => problems.push(problem))).toEqual({ id: 3, lr: 0.2, seed: 0 })
  expect(problems).toMatchObject([{ code: 'layout-mismatch', file: path }])
  expect(problems[0]?.message).toContain('2 rows of metadata for id 3')
})

test('leaves out rows without an id or a frame, and says so', () => {
  const path = makeDatabase(
    'create table m(frame, id, measurement)',
    `insert into m values (0, 1, 1), (null, 1, 2), ('x', 1, 3), (3, null, 4)`,
  )
  const problems: FileProblem[] = []
  const [run, ...others] = open(path)
  expect(others).toEqual([])
  expect(run?.points?.('m', (problem) => problems.push(problem))?.values).toEqual(
    Float64Array.of(1),
  )
  expect(problems).toMatchObject([{ code: 'layout-mismatch' }])
  expect(problems[0]?.message).toContain('3 rows')
})

test('reads only tables of its own, and never runs a view', () => {
  const path = makeDatabase(
    'create table other(a, b)',
    'create table m(frame, id, measurement, extra)',
    'insert into m values (0, 1, 2, 3)',
    `create view endless as with recursive r(n) as (select 1 union all select n from r)
      select n as frame, n as id, n as measurement from r`,
    'create table computed(frame, id, measurement as (zeroblob(1000000000)))',
    'insert into computed values (0, 9)',
    'create virtual table words using fts5(frame, id, measurement)',
  )
  const runs = open(path)
  expect(runs.map(seriesNames)).toEqual([['m']])
})

test('says of a database of another program that it has nothing here', () => {
  const path = makeDatabase('create table people(name)')
  expect(mlInstrumentation.recognise(placeOf(path))).toBeUndefined()
  const problems: FileProblem[] = []
  expect(mlInstrumentation.open(placeOf(path), (problem) => problems.push(problem))).toEqual([])
  expect(problems).toMatchObject([{ code: 'layout-mismatch', file: path }])
})

test('recognises a schema that is longer than a page', () => {
  const many = Array.from({ length: 300 }, (_, n) => `create table "m${n}"(frame, id, measurement)`)
  expect(mlInstrumentation.recognise(placeOf(makeDatabase(...many)))).toBeDefined()
  const others = Array.from({ length: 300 }, (_, n) => `create table "m${n}"(name, age, weight)`)
  expect(mlInstrumentation.recognise(placeOf(makeDatabase(...others)))).toBeUndefined()
})

test('recognises an empty .db file, which has no runs, and nothing else by its name', () => {
  const folder = folderOf({
    'run.db': '',
    'run.sqlite': '',
    'text.db': 'SQLite, they say',
    'x.db.lock': '',
  })
  const reason = (name: string): string | undefined =>
    mlInstrumentation.recognise(placeOf(join(folder, name)))
  expect(reason('run.db')).toBe('an empty .db file')
  expect(['run.sqlite', 'text.db', 'x.db.lock'].map(reason)).toEqual(Array(3).fill(undefined))
  const problems: FileProblem[] = []
  const place = placeOf(join(folder, 'run.db'))
  expect(mlInstrumentation.open(place, (problem) => problems.push(problem))).toEqual([])
  expect(problems).toMatchObject([{ code: 'layout-mismatch' }])
})

test('takes no folder for a database', () => {
  const place: Place = { ...placeOf(temporaryFolder()), name: 'x.db', kind: 'folder' }
  expect(mlInstrumentation.recognise(place)).toBeUndefined()
})

/** The tables of a file, each with the kinds of its rows; those of metadata are params. */
function tablesIn(path: string) {
  return withDatabase(path, (database) =>
    tablesOf(database, fail).map((table) => {
      let rows = 0
      const types = new Set<string>()
      const visit = (cells: readonly unknown[]): void => {
        rows += 1
        types.add(cells.map(kindOf).join(' '))
      }
      readTable(database, { table, columns: table.columns, visit }, fail)
      const facts = { columns: table.columns, rows }
      return [table.name, table.name === '_metadata_' ? facts : { ...facts, types }] as const
    }),
  )
}

function open(path: string): readonly Run[] {
  return mlInstrumentation.open(placeOf(path), fail)
}

function placeOf(path: string): Place {
  const head = (length: number): Uint8Array => readFileSync(path).subarray(0, length)
  return { path, name: basename(path), kind: 'file', files: [], folders: [], head }
}

function seriesNames(run: Run | undefined): readonly string[] {
  return run?.seriesNames?.(fail) ?? []
}

/** Steps and values in pairs; NaN, which is NULL in the file, as null. */
function pointsOf(run: Run | undefined, name: string): unknown {
  const points = run?.points?.(name, fail)
  return (
    points &&
    Array.from(points.steps, (step, index) => {
      const value = points.values[index]
      return [step, Number.isNaN(value) ? null : value]
    })
  )
}

function fail(problem: FileProblem): never {
  throw new Error(`There should be no problem: ${problem.message}`)
}

function expectedOf(path: string): ExpectedFile {
  const file = join(path, '..', 'expected.json')
  const all = fromPython(JSON.parse(readFileSync(file, 'utf8')))
  return (all as Readonly<Record<string, ExpectedFile>>)[basename(path)] as ExpectedFile
}
