import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { assayIn } from '../support/assay.js'
import { thisMachine } from '../../src/state/owner.js'
import { processStart } from '../../src/state/process-start.js'
import { BIN, start, until } from '../support/program.js'
import { folderOf } from '../support/runs.js'

const text = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** The files of Assay, in all runs, but for the records that stay. */
function leftOver(output: string): string[] {
  const names = readdirSync(output, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /assay\.(?:claim|run)\.|\.tmp$/.test(name))
}

const sweepOf = (command: string, choices: string): string =>
  folderOf({
    'params.yaml': `template:\n  a: |-\n    ${command}\nresource: [0, 1]\n---\n${choices}\n`,
  })

/** Goes on until it may. */
const WAITS =
  'echo $$ > pid; echo begun; until [ -e go ]; do sleep 0.05; done; echo ended | tee -a ran'

test('runners killed at random moments: each task ends finished, exactly once', async () => {
  const choices = 'x: 1..72'
  const command = 'echo {x} >> begun; sleep 0.03; echo {x} >> ended'
  const folder = folderOf({
    'params.yaml': `template:\n  a: >\n    ${command}\n  b: echo {x} >> b\nresource: [0, 1]\n---\n${choices}\n`,
  })
  for (let kills = 0; kills < 12; kills += 2) {
    const runners = [start(['run'], folder), start(['run'], folder)]
    await until(() => runners.some(({ out }) => out().includes('START')), 'a task was started')
    for (const { child, ended } of runners) {
      await setTimeout(Math.random() * 60)
      child.kill('SIGKILL')
      await ended
    }
  }
  expect(await assayIn(folder, 'run')).toMatchObject({ code: 0 })
  const each = Array.from({ length: 72 }, (_, index) => String(index + 1))
  for (const file of ['begun', 'ended', 'b']) {
    const lines = text(join(folder, file)).trim().split('\n')
    expect(
      lines.sort((a, b) => Number(a) - Number(b)),
      file,
    ).toEqual(each)
  }
  const { out } = await assayIn(folder, 'status')
  expect(out).toBe('Tasks: 72, finished: 72\n')
  expect(leftOver(join(folder, 'output'))).toEqual([])
})

test('two runners share the tasks, and run each once', async () => {
  const folder = sweepOf('echo {x} >> ran; sleep 0.02', 'x: 1..30')
  const runners = [start(['run'], folder), start(['run'], folder)]
  const results = await Promise.all(runners.map(({ ended }) => ended))
  expect(results.map(({ code }) => code)).toEqual([0, 0])
  const ran = text(join(folder, 'ran')).trim().split('\n')
  expect(ran).toHaveLength(30)
  expect(new Set(ran).size).toBe(30)
  expect(leftOver(join(folder, 'output'))).toEqual([])
})

describe('a command whose runner was killed', () => {
  async function orphaned() {
    const folder = sweepOf(WAITS, 'x: 1')
    const { child, ended } = start(['run'], folder)
    await until(() => existsSync(join(folder, 'pid')), 'the command began')
    child.kill('SIGKILL')
    // Not `ended`, which waits for all that have its streams.
    await until(() => child.signalCode !== null, 'the runner is gone')
    return { folder, ended, pid: Number(text(join(folder, 'pid'))) }
  }

  test('and that goes on is waited for, and not run again', async () => {
    const { folder } = await orphaned()
    const status = await assayIn(folder, 'status')
    expect(status.code).toBe(0)
    expect(status.out).toMatch(
      /^Tasks: 1, running: 1\nrunning {6}output\/X_1 {2}a, its runner is gone; it goes on by itself,.*begun\n$/,
    )
    const next = start(['run'], folder)
    await until(() => next.out().includes('Tasks: 1'), 'the next runner began')
    writeFileSync(join(folder, 'go'), '')
    const { code, out, err } = await next.ended
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/SKIP|DONE/)
    expect(text(join(folder, 'ran'))).toBe('ended\n')
    const dir = join(folder, 'output/X_1')
    const logs = readdirSync(dir).filter((name) => name.startsWith('log.'))
    expect(logs.map((log) => text(join(dir, log)))).toEqual(['begun\nended\n'])
    expect(text(join(dir, 'stat'))).toBe('a: finished\n')
    expect(leftOver(dir)).toEqual([])
  })

  test('and that ended in the meantime keeps its end', async () => {
    const { folder } = await orphaned()
    writeFileSync(join(folder, 'go'), '')
    await until(() => existsSync(join(folder, 'ran')), 'the command ended')
    await until(() => leftRecord(folder).endsWith('\n0\n'), 'its end was recorded')
    expect((await assayIn(folder, 'status')).out).toBe('Tasks: 1, finished: 1\n')
    expect((await assayIn(folder, 'run')).out).toContain('Skipped tasks: 1/1')
    expect(text(join(folder, 'ran'))).toBe('ended\n')
  })

  test('and that was killed as well is killed, and run again without -f', async () => {
    const { folder, pid } = await orphaned()
    const record = Number(leftRecord(folder).split('\n')[1]?.split(' ')[0])
    process.kill(-record, 'SIGKILL')
    await until(() => !existsSync(`/proc/${pid}/exe`), 'the command is gone')
    expect(text(join(folder, 'output/X_1/stat'))).toBe('a: running\n')
    const status = await assayIn(folder, 'status')
    expect(status.code).toBe(1)
    expect(status.out).toMatch(/^Tasks: 1, killed: 1\nkilled {7}output\/X_1 {2}a {2}begun\n$/)
    writeFileSync(join(folder, 'go'), '')
    expect(await assayIn(folder, 'run')).toMatchObject({ code: 0 })
    expect(text(join(folder, 'ran'))).toBe('ended\n')
    expect(leftOver(join(folder, 'output'))).toEqual([])
  })

  test('and what it left without a leader is killed, before it is run again', async () => {
    const { folder, pid } = await orphaned()
    process.kill(Number(leftRecord(folder).split('\n')[1]?.split(' ')[0]), 'SIGKILL')
    const next = start(['run'], folder)
    await until(() => !existsSync(`/proc/${pid}/exe`), 'what was left is gone')
    writeFileSync(join(folder, 'go'), '')
    expect(await next.ended).toMatchObject({ code: 0 })
    expect(text(join(folder, 'ran'))).toBe('ended\n')
  })

  test('and that ended before -f was asked for is run again', async () => {
    const { folder } = await orphaned()
    writeFileSync(join(folder, 'go'), '')
    await until(() => leftRecord(folder).endsWith('\n0\n'), 'its end was recorded')
    expect((await assayIn(folder, 'run', '-f')).out).toContain('DONE')
    expect(text(join(folder, 'ran'))).toBe('ended\nended\n')
  })

  test('and that was run anew has what follows it run anew as well', async () => {
    const yaml = (add: number) =>
      `template:\n  a: 'echo $$ > pid; until [ -e go ]; do sleep 0.05; done; echo [add] > made'\n` +
      `  b: 'cat made >> ran'\ndefault: {add: ${add}}\nresource: [0]\n---\nx: 1\n`
    const folder = folderOf({ 'params.yaml': yaml(1), go: '' })
    await assayIn(folder, 'run')
    rmSync(join(folder, 'go'))
    rmSync(join(folder, 'pid'))
    writeFileSync(join(folder, 'params.yaml'), yaml(2))
    const { child } = start(['run'], folder)
    await until(() => existsSync(join(folder, 'pid')), 'the command began')
    child.kill('SIGKILL')
    await until(() => child.signalCode !== null, 'the runner is gone')
    expect(text(join(folder, 'output/X_1/stat'))).toBe('a: running\n')
    writeFileSync(join(folder, 'go'), '')
    expect(await assayIn(folder, 'run')).toMatchObject({ code: 0 })
    expect(text(join(folder, 'ran'))).toBe('--add 1\n--add 2\n')
  })

  function leftRecord(folder: string): string {
    const dir = join(folder, 'output/X_1')
    const name = readdirSync(dir).find((entry) => entry.startsWith('assay.run.'))
    return name === undefined ? '' : text(join(dir, name))
  }
})

test('a command that is killed takes what it started with it, and the next task begins', async () => {
  const folder = sweepOf('sleep 1000 & echo $! > pid{x}; wait', 'x: [1, 2]')
  const { ended } = start(['run', '-r', '0'], folder)
  for (const name of ['1', '2']) {
    await until(() => text(join(folder, `pid${name}`)) !== '', `task ${name} began`)
    const dir = join(folder, `output/X_${name}`)
    const [record = ''] = readdirSync(dir).filter((entry) => entry.startsWith('assay.run.'))
    process.kill(Number(text(join(dir, record)).split('\n')[1]?.split(' ')[0]), 'SIGKILL')
    const pid = Number(text(join(folder, `pid${name}`)))
    await until(() => !existsSync(`/proc/${pid}/exe`), 'its child is gone')
  }
  const { code, err } = await ended
  expect(code).toBe(1)
  expect(err.match(/killed \(SIGKILL\)/g)).toHaveLength(2)
})

test.each([
  ['the process 0', () => '0 '],
  ['no process', () => ''],
  ['a process that is none of its own', (pid: number) => `${pid} ${processStart(pid)}`],
])('a record of %s ends nobody', async (_, process_) => {
  const other = spawn('sleep', ['1000'], { detached: true })
  onTestFinished(() => void other.kill())
  const known = JSON.stringify({
    ...{ command: 'a', log: 'log.a.20260101.000000', attempt: 1 },
    ...{ started: '2026-01-01T00:00:00.000Z', host: 'here', machine: thisMachine() },
  })
  const folder = sweepOf('echo {x} >> ran', 'x: 1')
  const dir = join(folder, 'output/X_1')
  mkdirSync(dir, { recursive: true })
  const record = join(dir, 'assay.run.01234567-89ab-4cde-8f01-23456789abcd')
  writeFileSync(record, `${known}\n${process_(other.pid ?? 0)}\n`)
  expect((await assayIn(folder, 'cancel')).out).toBe('Nothing runs here.\n')
  // In a group of its own, which it must not kill.
  const runner = spawn(process.execPath, [BIN, 'run', '--timeout', '1s'], {
    cwd: folder,
    detached: true,
    stdio: 'ignore',
  })
  expect(await once(runner, 'exit')).toEqual([0, null])
  expect(text(join(folder, 'ran'))).toBe('1\n')
  expect(existsSync(`/proc/${other.pid}/exe`)).toBe(true)
})
