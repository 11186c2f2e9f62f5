import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { IssueError, type FileProblem } from '../../src/issue.js'
import { withDatabase } from '../../src/readers/sqlite/database.js'
import { distinctValues } from '../../src/readers/sqlite/distinct.js'
import { readTable } from '../../src/readers/sqlite/rows.js'
import { tablesOf } from '../../src/readers/sqlite/tables.js'
import { folderOf } from '../support/runs.js'
import { makeDatabase, stateOfFolder } from './sqlite-support.js'

const FIXTURES = 'test/fixtures/ml-instrumentation'
const PAGE = 4096

test('what is no database is an issue that says so', () => {
  const folder = folderOf({
    'text.db': 'frame,id,measurement\n0,1,2\n',
    'short.db': 'SQLite format 3\0',
    'noise.db': Buffer.alloc(3 * PAGE, 'noise'),
    'zeros.db': Buffer.alloc(PAGE),
    'header.db': Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(PAGE)]),
  })
  for (const name of ['text', 'short', 'noise', 'zeros', 'header']) {
    const { problems, tables } = read(join(folder, `${name}.db`))
    expect(problems).toMatchObject([{ code: 'database-damaged' }])
    expect(tables).toEqual({})
  }
})

test('of a file that is cut off what is there is read', () => {
  const whole = readFileSync(
    makeDatabase(
      'create table early(a)',
      'insert into early values (1), (2)',
      'create table late(a)',
      'insert into late with recursive r(n) as (select 1 union all select n + 1 from r where n < 9000) select n from r',
    ),
  )
  const folder = folderOf({ 'cut.db': whole.subarray(0, whole.length - 5 * PAGE - 100) })
  const before = stateOfFolder(folder)
  const { problems, tables } = read(join(folder, 'cut.db'))
  expect(stateOfFolder(folder)).toEqual(before)
  expect(problems[0]?.message).toMatch(/cut off: \d+ of \d+ pages/)
  expect(problems.map(({ code }) => code)).toContain('database-damaged')
  expect(tables['early']).toEqual([[1], [2]])
  const late = tables['late'] ?? []
  expect(late.length).toBeGreaterThan(3000)
  expect(late).toEqual(late.map((_, index) => [index + 1]))
})

test('a damaged page costs the rows after it in its table, and no other table', () => {
  const path = makeDatabase(
    'create table broken(a)',
    'insert into broken with recursive r(n) as (select 1 union all select n + 1 from r where n < 5000) select n from r',
    'create table whole(a)',
    'insert into whole values (1)',
  )
  const bytes = readFileSync(path)
  bytes.fill(0, 6 * PAGE, 7 * PAGE)
  writeFileSync(path, bytes)
  const { problems, tables } = read(path)
  expect(tables['whole']).toEqual([[1]])
  expect(tables['broken']?.length).toBeGreaterThan(500)
  expect(problems).toMatchObject([{ code: 'database-damaged', file: path }])
  expect(problems[0]?.message).toContain('table "broken"')
})

test('text that is not UTF-8 is read with marks in it, and reported', () => {
  const path = makeDatabase('create table t(a)', `insert into t values ('good'), ('a#d'), ('more')`)
  const bytes = readFileSync(path)
  bytes[bytes.indexOf('a#d') + 1] = 0xff
  writeFileSync(path, bytes)
  const { problems, tables } = read(path)
  expect(tables).toEqual({ t: [['good'], ['a\ufffdd'], ['more']] })
  expect(problems).toMatchObject([{ code: 'database-damaged' }])
})

test('a table whose name is not UTF-8 is left out and reported', () => {
  const path = makeDatabase('create table "a#d"(a)', 'create table t(a)')
  const bytes = readFileSync(path)
  for (let at = bytes.indexOf('a#d'); at >= 0; at = bytes.indexOf('a#d')) bytes[at + 1] = 0xff
  writeFileSync(path, bytes)
  const { problems, tables } = read(path)
  expect(tables).toEqual({ t: [] })
  expect(problems).toMatchObject([{ code: 'database-damaged' }])
})

test('a tree that leads back into itself ends', () => {
  const path = makeDatabase(
    'create table t(a)',
    'insert into t with recursive r(n) as (select 1 union all select n + 1 from r where n < 30000) select n from r',
  )
  const bytes = readFileSync(path)
  // Of the interior page that is the root of the table every child becomes the first one.
  const root = PAGE
  expect(bytes[root]).toBe(5)
  const cells = bytes.readUInt16BE(root + 3)
  const cell = (index: number): number => root + bytes.readUInt16BE(root + 12 + 2 * index)
  for (let i = 1; i < cells; i++) bytes.copy(bytes, cell(i), cell(0), cell(0) + 4)
  writeFileSync(path, bytes)
  const { problems, tables } = read(path)
  expect(problems).toMatchObject([{ code: 'database-damaged' }])
  expect(tables['t']?.length).toBeGreaterThan(100)
})

test('whatever bytes are changed, there is data or an issue', () => {
  const random = generator(20_261_121)
  for (const name of ['new/run.db', 'new/merged.db', 'new/string_ids.db', 'old/run.db']) {
    const whole = readFileSync(join(FIXTURES, name))
    const folder = folderOf({ 'x.db': whole })
    const path = join(folder, 'x.db')
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(whole)
      for (let n = 0; n < 1 + random(30); n++) {
        // Most of what matters stands at the beginning of a page.
        const page = random(bytes.length / PAGE) * PAGE
        const at = random(3) === 0 ? random(bytes.length) : page + random(random(2) ? 120 : PAGE)
        bytes[at] = random(4) === 0 ? 0xff : random(256)
      }
      writeFileSync(path, random(4) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes)
      const { problems } = read(path)
      expect(problems.every(({ code }) => code.startsWith('database-'))).toBe(true)
    }
    expect(stateOfFolder(dirname(path))).toHaveLength(1)
  }
})

function read(path: string) {
  const problems: FileProblem[] = []
  const tables: Record<string, unknown[][]> = {}
  const report = (problem: FileProblem): void => void problems.push(problem)
  try {
    withDatabase(
      path,
      (database) => {
        for (const table of tablesOf(database, report)) {
          const rows: unknown[][] = []
          tables[table.name] = rows
          const visit = (cells: readonly unknown[]): void => void rows.push([...cells])
          readTable(database, { table, columns: table.columns, visit }, report)
          const [column] = table.columns
          if (column !== undefined) distinctValues(database, table, column, 100, () => undefined)
        }
      },
      report,
    )
  } catch (error) {
    if (!(error instanceof IssueError)) throw error
    problems.push(error.problem)
  }
  return { problems, tables }
}

/** The same numbers in every run of the tests (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
