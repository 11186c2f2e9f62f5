import { copyFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { IssueError, type FileProblem } from '../../src/issue.js'
import { withDatabase } from '../../src/readers/sqlite/database.js'
import { readTable } from '../../src/readers/sqlite/rows.js'
import { tablesOf } from '../../src/readers/sqlite/tables.js'
import { folderOf, temporaryFolder } from '../support/runs.js'
import { makeDatabase, stateOfFolder, writer } from './sqlite-support.js'

test('reads cells of every type as they are', () => {
  const path = makeDatabase(
    'create table t(a, b, c)',
    `insert into t values (1, 0.1, null), (9007199254740993, -9e999, 'größe'), (x'', x'00ff', ''),
      (-9223372036854775808, 1e300, 'a' || char(0) || 'b')`,
  )
  expect(readAll(path)).toEqual({
    t: [
      [1, 0.1, null],
      [9007199254740993n, -Infinity, 'größe'],
      [new Uint8Array(), Uint8Array.of(0, 255), ''],
      [-(2n ** 63n), 1e300, 'a\0b'],
    ],
  })
})

test('reads text in UTF-16', () => {
  const path = makeDatabase('select 1')
  const database = writer(path)
  database.exec(
    `pragma encoding = 'UTF-16be'; create table "größe"(a); insert into "größe" values ('ä€😀')`,
  )
  database.close()
  expect(readAll(path)).toEqual({ größe: [['ä€😀']] })
})

test('reads tables in more than one chunk, whatever the row numbers', () => {
  const path = makeDatabase(
    'create table t(a)',
    'insert into t(rowid, a) values (-9223372036854775808, -1), (9223372036854775807, -2)',
    `insert into t(rowid, a) with recursive r(n) as (select 0 union all select n + 1 from r where n < 44999)
      select 3 * n, n from r`,
  )
  const rows = readAll(path)['t']?.flat()
  expect(rows).toEqual([-1, ...Array.from({ length: 45_000 }, (_, n) => n), -2])
})

test('reads tables without row numbers, or with columns that are called like them', () => {
  expect(
    readAll(
      makeDatabase(
        'create table w(k primary key, v) without rowid',
        "insert into w values ('b', 1), ('a', 2)",
        'create table r(rowid, oid)',
        'insert into r values (9, 8), (1, 2)',
        'create table n(rowid, oid, _rowid_)',
        'insert into n values (3, 2, 1)',
        'create table p(frame integer primary key, v)',
        'insert into p values (7, 1), (3, 2)',
      ),
    ),
  ).toEqual({
    w: [
      ['a', 2],
      ['b', 1],
    ],
    r: [
      [9, 8],
      [1, 2],
    ],
    n: [[3, 2, 1]],
    p: [
      [3, 2],
      [7, 1],
    ],
  })
})

test('a file of no bytes is an empty database', () => {
  expect(readAll(join(folderOf({ 'x.db': '' }), 'x.db'))).toEqual({})
})

test('reads files by any name, and through links', () => {
  const source = makeDatabase('create table t(a)', 'insert into t values (1)')
  const folder = temporaryFolder()
  const names = [
    'a?b=c&mode=rwc#d.db',
    '100%.db',
    'ä b.db',
    ':memory:',
    'file:x',
    "it's.db",
    'a\\b',
  ]
  for (const name of names) {
    copyFileSync(source, join(folder, name))
    expect(readAll(join(folder, name))).toEqual({ t: [[1]] })
  }
  symlinkSync(source, join(folder, 'link.db'))
  expect(readAll(join(folder, 'link.db'))).toEqual({ t: [[1]] })
  expect(readdirSync(folder).toSorted()).toEqual([...names, 'link.db'].toSorted())
})

test('says when there is no file, or a folder', () => {
  const folder = temporaryFolder()
  expect(problemOf(join(folder, 'none.db'))).toMatchObject({ code: 'file-unreadable' })
  expect(problemOf(folder)).toMatchObject({ code: 'file-unreadable' })
  expect(readdirSync(folder)).toEqual([])
})

test('changes nothing, whichever way the database was left', () => {
  const plain = makeDatabase('create table t(a)', 'insert into t values (1)')
  for (const path of [plain, walAtRest(), walOfKilledWriter(), emptyWal(), killedTransaction()]) {
    const before = stateOfFolder(dirname(path))
    expect(readAll(path)['t']?.[0]).toEqual([1])
    expect(stateOfFolder(dirname(path))).toEqual(before)
  }
  expect(leftCopies()).toEqual([])
})

test('reads what a writer has committed to its log and not yet to the database', () => {
  const path = join(temporaryFolder(), 'run.db')
  const database = writer(path)
  onTestFinished(() => void database.close())
  database.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0')
  database.exec('create table t(a); insert into t values (1)')
  database.exec('begin; insert into t values (2)')
  const before = stateOfFolder(dirname(path))
  expect(readAll(path)).toEqual({ t: [[1]] })
  expect(stateOfFolder(dirname(path))).toEqual(before)
  database.exec('commit')
  expect(readAll(path)).toEqual({ t: [[1], [2]] })
})

test('undoes the transaction of a killed writer', () => {
  expect(readAll(killedTransaction())['t']).toHaveLength(2000)
})

test('deletes no file that a journal names', () => {
  const path = killedTransaction()
  const precious = join(dirname(path), 'precious.txt')
  writeFileSync(precious, '')
  const name = Buffer.from(precious)
  const end = Buffer.alloc(16)
  end.writeUInt32BE(name.length, 0)
  end.writeUInt32BE(
    name.reduce((sum, byte) => sum + byte, 0),
    4,
  )
  Buffer.from('d9d505f920a163d7', 'hex').copy(end, 8)
  writeFileSync(`${path}-journal`, Buffer.concat([Buffer.from([0, 0, 0, 9]), name, end]), {
    flag: 'a',
  })
  const before = stateOfFolder(dirname(path))
  expect(readAll(path)['t']).toHaveLength(2000)
  expect(stateOfFolder(dirname(path))).toEqual(before)
})

test('says that a database is locked, without waiting long', () => {
  const path = makeDatabase('create table t(a)', 'insert into t values (1)')
  const database = writer(path)
  onTestFinished(() => void database.close())
  database.exec('begin exclusive')
  const start = performance.now()
  const problem = problemOf(path)
  expect(problem).toMatchObject({ code: 'database-locked', file: path })
  expect(problem?.message).toContain('try again')
  expect(performance.now() - start).toBeLessThan(5000)
  database.exec('commit')
  expect(readAll(path)).toEqual({ t: [[1]] })
})

test('reads beside a writer that has not committed yet', () => {
  const path = makeDatabase('create table t(a)', 'insert into t values (1)')
  const database = writer(path)
  onTestFinished(() => void database.close())
  database.exec('begin immediate; insert into t values (2)')
  expect(readAll(path)).toEqual({ t: [[1]] })
})

/** In WAL mode, when all is in the database. */
function walAtRest(): string {
  return walDatabase('pragma wal_checkpoint(truncate)', [''])
}

function walOfKilledWriter(): string {
  return walDatabase('select 1', ['', '-wal'])
}

function emptyWal(): string {
  return walDatabase('pragma wal_checkpoint(truncate)', ['', '-wal'])
}

function walDatabase(last: string, suffixes: readonly string[]): string {
  const path = join(temporaryFolder(), 'run.db')
  const database = writer(path)
  database.exec('pragma journal_mode = wal; create table t(a); insert into t values (1)')
  database.exec(last)
  const copy = snapshotOf(path, suffixes)
  database.close()
  return copy
}

/** A transaction so large that a part of it was in the database when its writer was killed. */
function killedTransaction(): string {
  const numbers = 'with recursive r(n) as (select 1 union all select n + 1 from r where n < 2000)'
  const path = makeDatabase('create table t(a)', `insert into t ${numbers} select n from r`)
  const database = writer(path)
  database.exec('pragma cache_size = 2; begin; update t set a = zeroblob(300)')
  const copy = snapshotOf(path, ['', '-journal'])
  database.exec('rollback')
  database.close()
  return copy
}

/** The files as they are at this moment, as if the writer had been killed. */
function snapshotOf(path: string, suffixes: readonly string[]): string {
  const copy = join(temporaryFolder(), 'run.db')
  for (const suffix of suffixes) copyFileSync(path + suffix, copy + suffix)
  return copy
}

function leftCopies(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`assay-sqlite-${process.pid}-`))
}

function readAll(path: string): Readonly<Record<string, unknown[][]>> {
  return withDatabase(path, (database) =>
    Object.fromEntries(
      tablesOf(database, fail).map((table) => {
        const rows: unknown[][] = []
        const visit = (cells: readonly unknown[]): void => void rows.push([...cells])
        readTable(database, { table, columns: table.columns, visit }, fail)
        return [table.name, rows]
      }),
    ),
  )
}

function problemOf(path: string): FileProblem | undefined {
  try {
    readAll(path)
    return undefined
  } catch (error) {
    if (error instanceof IssueError) return error.problem
    throw error
  }
}

function fail(problem: FileProblem): never {
  throw new Error(`There should be no problem: ${problem.message}`)
}
