import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { assay, start, until } from '../support/program.js'
import { folderOf } from '../support/runs.js'

// It says its process, and ends when it is told to.
const SWEEP = {
  'params.yaml': `
template:
  work: 'echo $$ > pid.{x}; sleep 600 & wait'
---
x: 0..1
`,
}

const isThere = (pid: number) => existsSync(`/proc/${pid}/exe`)
const pidIn = (file: string) => Number(readFileSync(file, 'utf8'))

async function running() {
  const folder = folderOf(SWEEP)
  const runner = start(['run', '-j', '2'], folder)
  const files = [0, 1].map((x) => join(folder, `pid.${x}`))
  await until(() => files.every((file) => existsSync(file) && pidIn(file) > 0), 'both tasks run')
  return { folder, runner, pids: files.map(pidIn) }
}

it('interrupts the runner of a sweep, and with it its tasks', async () => {
  const { folder, runner, pids } = await running()
  const { code, out, err } = await assay(['cancel'], folder)
  expect(out).toBe(`Interrupted 1 runner: process ${runner.child.pid}.\n`)
  expect(err).toBe('')
  expect(code).toBe(0)
  expect((await runner.ended).code).toBe(130)
  expect(pids.filter(isThere)).toEqual([])
  expect((await assay(['status'], folder)).out).toMatch(/^Tasks: 2, interrupted: 2$/m)
})

it('ends the tasks that go on though their runner was killed', async () => {
  const { folder, runner, pids } = await running()
  runner.child.kill('SIGKILL')
  await runner.ended
  expect(pids.filter(isThere)).toEqual(pids)
  const { code, out } = await assay(['cancel'], folder)
  expect(out.split('\n').sort()).toEqual([
    '',
    'Told output/X_0 to end, whose runner was gone.',
    'Told output/X_1 to end, whose runner was gone.',
  ])
  expect(code).toBe(0)
  await until(() => !pids.some(isThere), 'the tasks have ended')
  expect((await assay(['cancel'], folder)).out).toBe('Nothing runs here.\n')
})

it('finds nothing to end where nothing runs, and says where there is no folder', async () => {
  const folder = folderOf({ ...SWEEP, 'output/params.yaml': '' })
  expect(await assay(['cancel'], folder)).toEqual({ code: 0, out: 'Nothing runs here.\n', err: '' })
  const { code, err } = await assay(['cancel', 'outptu'], folder)
  expect(err).toMatch(/^assay: The output folder 'outptu' cannot be read/)
  expect(code).toBe(2)
})
