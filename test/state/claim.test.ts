import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { Claim } from '../../src/state/claim.js'
import { stateFiles } from '../../src/state/files.js'
import { thisMachine, thisProcess, type Owner } from '../../src/state/owner.js'
import { folderOf, temporaryFolder } from '../support/runs.js'

const GONE: Owner = { ...thisProcess(), pid: 4_194_303, start: '1' }
const ELSEWHERE: Owner = { host: 'gpu7', machine: 'another boot', pid: process.pid, start: '1' }

const claimOf = (owner: Owner, id = 'some-id') => `${id}\n${JSON.stringify(owner)}\n`

/** Claims all tasks of a folder that it can, and says which, when all processes have tried. */
const RACER = `
  const [folder, count, names] = process.argv.slice(1)
  const { Claim } = await import(${JSON.stringify(resolve('dist/state/claim.js'))})
  const { stateFiles } = await import(${JSON.stringify(resolve('dist/state/files.js'))})
  const { readdirSync, writeFileSync } = await import('node:fs')
  const all = async (what) => {
    writeFileSync(folder + '/' + what + '.' + process.pid, '')
    const isThere = (name) => name.startsWith(what + '.')
    while (readdirSync(folder).filter(isThere).length < count) await new Promise((r) => setTimeout(r, 2))
  }
  await all('ready')
  const won = names.split(' ').filter((name) => Claim.acquire(stateFiles(folder + '/' + name)) instanceof Claim)
  await all('done')
  console.log(won.join(' '))
`

test.each([
  ['that nobody has', undefined],
  ['whose claimant is gone', claimOf(GONE)],
  ['whose claim is damaged', 'x'],
])('of many processes, one gets a task %s', async (_, claim) => {
  const names = Array.from({ length: 60 }, (_, index) => `task${index}`)
  const folder = temporaryFolder()
  for (const name of names) {
    mkdirSync(join(folder, name))
    if (claim !== undefined) writeFileSync(join(folder, name, 'assay.claim.3'), claim)
  }
  const racers = Array.from({ length: 4 }, () =>
    promisify(execFile)(process.execPath, [
      ...['--input-type=module', '-e', RACER],
      ...[folder, '4', names.join(' ')],
    ]),
  )
  const won = (await Promise.all(racers)).flatMap(({ stdout }) => stdout.trim().split(/\s+/))
  expect(won.filter((name) => name !== '').sort()).toEqual(names.sort())
})

test('a claim of another machine is respected while it is fresh, and taken over when it is stale', () => {
  const folder = folderOf({ 'assay.claim.1': claimOf(ELSEWHERE) })
  const files = stateFiles(folder)
  expect(Claim.acquire(files)).toMatchObject({ owner: ELSEWHERE, dead: false })
  const before = new Date(Date.now() - 600_000)
  utimesSync(join(folder, 'assay.claim.1'), before, before)
  const claim = Claim.acquire(files)
  expect(claim).toBeInstanceOf(Claim)
  expect(Claim.acquire(files)).toMatchObject({ owner: { pid: process.pid }, dead: false })
})

test('a claim is held until it is taken over, and leaves nothing when it is released', () => {
  const folder = temporaryFolder()
  const files = stateFiles(folder)
  const claim = Claim.acquire(files) as Claim
  expect(claim.beat()).toBe(true)
  writeFileSync(claim.next, claimOf(ELSEWHERE))
  expect(claim.beat()).toBe(false)
  claim.release()
  expect(readdirSync(folder)).toEqual(['assay.claim.2'])
  const next = folderOf({ 'assay.claim.7': claimOf(GONE) })
  const taken = Claim.acquire(stateFiles(next)) as Claim
  expect(readdirSync(next).sort()).toEqual(['assay.claim.7', 'assay.claim.8'])
  taken.release()
  expect(readdirSync(next)).toEqual([])
})

test('a process that got the number of a dead one is told apart from it', () => {
  const sameNumber = { ...thisProcess(), machine: thisMachine(), start: '1' }
  const files = stateFiles(folderOf({ 'assay.claim.1': claimOf(sameNumber) }))
  expect(Claim.acquire(files)).toBeInstanceOf(Claim)
})

test.each(['', '\n', 'id', 'id\nnull\n', 'id\n{}\n', 'id\n[1]\n', 'id\n{"pid":"1"}\n', '\0'])(
  'a damaged claim %j is held by nobody',
  (text) => {
    const folder = folderOf({ 'assay.claim.1': text })
    const claim = Claim.acquire(stateFiles(folder))
    expect(claim).toBeInstanceOf(Claim)
    ;(claim as Claim).release()
    expect(readdirSync(folder)).toEqual([])
  },
)

test('a folder in the place of a claim is none', () => {
  const folder = folderOf({ 'assay.claim.1/x': '' })
  const claim = Claim.acquire(stateFiles(folder)) as Claim
  claim.release()
  expect(readdirSync(folder)).toEqual([])
})

test('a claim of the highest number that there is says that it has to go', () => {
  const folder = folderOf({ 'assay.claim.999999999': claimOf(GONE) })
  expect(() => Claim.acquire(stateFiles(folder))).toThrow(/999999999 is damaged.*remove it/)
  expect(readdirSync(folder)).toEqual(['assay.claim.999999999'])
})

test('a claim is held although it cannot be renewed, but not when it is gone', () => {
  const folder = temporaryFolder()
  const claim = Claim.acquire(stateFiles(folder)) as Claim
  rmSync(claim.path)
  mkdirSync(claim.path)
  expect(claim.beat()).toBe(true)
  rmSync(claim.path, { recursive: true })
  expect(claim.beat()).toBe(false)
})
