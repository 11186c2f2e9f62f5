import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assayIn } from '../support/assay.js'
import { start, until } from '../support/program.js'
import { folderOf } from '../support/runs.js'

const sweepOf = (command: string): string =>
  folderOf({
    'params.yaml': `template:\n  a: |-\n    ${command}\nresource: [0, 1]\n---\nx: [1, 2, 3]\n`,
  })

const isAlive = (pid: string) => existsSync(`/proc/${pid}/exe`)

/** The processes of which the commands have left the numbers. */
function pidsOf(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.startsWith('pid'))
  return files.flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
}

/** A runner the commands of which have begun, two at once. */
async function begun(command: string, ...args: string[]) {
  const folder = sweepOf(`echo $$ > pid{x}; ${command}`)
  const runner = start(['run', ...args], folder)
  await until(() => {
    return ['1', '2'].every((x) => logOf(folder, x).includes('begun'))
  }, 'two tasks began')
  return { folder, ...runner }
}

function logOf(folder: string, x: string): string {
  const dir = join(folder, `output/X_${x}`)
  const log = existsSync(dir) && readdirSync(dir).find((name) => name.startsWith('log.'))
  return log ? readFileSync(join(dir, log), 'utf8') : ''
}

const ENDS_IN_ORDER =
  "trap 'echo saved; exit 5' TERM; sleep 1000 & echo $! >> pid{x}; echo begun; wait"
const IGNORES = "trap 'echo told' TERM; echo begun; while :; do sleep 0.05; done"

test.each([
  ['SIGINT', 130, 'Ctrl-C'],
  ['SIGTERM', 143, 'SIGTERM'],
] as const)(
  '%s ends commands in order, with what they started, and exits with %i',
  async (signal, code, reason) => {
    const { folder, child, ended } = await begun(ENDS_IN_ORDER)
    child.kill(signal)
    const { code: exit, out } = await ended
    expect(exit).toBe(code)
    expect(out).toMatch(/^Interrupted tasks: 2\/3\n {4}output\/X_[12]\n {4}output\/X_[12]\n/m)
    expect(out).toContain('Tasks not begun: 1/3\n')
    expect(['1', '2'].map((x) => logOf(folder, x))).toEqual(['begun\nsaved\n', 'begun\nsaved\n'])
    expect(pidsOf(folder)).toHaveLength(4)
    expect(pidsOf(folder).filter(isAlive)).toEqual([])
    const status = await assayIn(folder, 'status')
    expect(status.code).toBe(1)
    expect(status.out).toBe(
      'Tasks: 3, waiting: 1, interrupted: 2\n' +
        `interrupted  output/X_1  a, ${reason}  saved\n` +
        `interrupted  output/X_2  a, ${reason}  saved\n` +
        'waiting      output/X_3\n',
    )
    const names = readdirSync(join(folder, 'output/X_1')).filter((name) => !/^log/.test(name))
    expect(names.sort()).toEqual(['assay.state.json', 'param', 'stat'])
    expect(readFileSync(join(folder, 'output/X_1/stat'), 'utf8')).toBe('a: failed\n')
  },
)

test('what was interrupted is run again', async () => {
  const { folder, child, ended } = await begun('echo begun; until [ -e go ]; do sleep 0.05; done')
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 130 })
  writeFileSync(join(folder, 'go'), '')
  const { code, out } = await assayIn(folder, 'run')
  expect(code).toBe(0)
  expect(out.match(/^DONE/gm)).toHaveLength(3)
})

test('a second Ctrl-C kills what does not end by the first', async () => {
  const { folder, child, ended } = await begun(IGNORES)
  child.kill('SIGINT')
  // Two signals at the same time are one.
  await until(() => logOf(folder, '1').includes('told'), 'the first one was passed on')
  child.kill('SIGINT')
  const began = Date.now()
  expect(await ended).toMatchObject({ code: 130 })
  expect(Date.now() - began).toBeLessThan(8000)
  expect(pidsOf(folder).filter(isAlive)).toEqual([])
  expect((await assayIn(folder, 'status')).out).toContain('interrupted: 2\n')
})

test('what a command left that does not listen to TERM is waited for, and killed by a second Ctrl-C', async () => {
  const stays = "(trap '' TERM; while :; do sleep 0.05; done) & echo $! >> pid{x}; echo begun; wait"
  const { folder, child, ended } = await begun(stays)
  child.kill('SIGINT')
  await until(() => pidsOf(folder).filter(isAlive).length === 2, 'the commands themselves ended')
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 130 })
  expect(pidsOf(folder).filter(isAlive)).toEqual([])
})

test('what does not end within ten seconds is killed', async () => {
  const { folder, child, ended } = await begun(IGNORES)
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 143 })
  expect(pidsOf(folder).filter(isAlive)).toEqual([])
})

test('a command that a task left in the background does not keep the sweep', async () => {
  const folder = sweepOf('sleep 1000 & echo $! > pid{x}')
  const { code } = await start(['run'], folder).ended
  expect(code).toBe(0)
  for (const pid of pidsOf(folder)) if (isAlive(pid)) process.kill(Number(pid))
})

test('with -d, where a command has the terminal, it is ended as well', async () => {
  const folder = sweepOf('echo $$ > pid; sleep 1000 & echo $! >> pid; wait')
  const limited = await start(['run', '-d', '--timeout', '0.3s'], folder).ended
  expect(limited.code).toBe(1)
  expect(limited.err).toContain('timed out')
  expect(pidsOf(folder).filter(isAlive)).toEqual([])
  rmSync(join(folder, 'pid'))
  const { child, ended } = start(['run', '-d'], folder)
  await until(() => existsSync(join(folder, 'pid')) && pidsOf(folder).length === 2, 'it began')
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 130 })
  expect(pidsOf(folder).filter(isAlive)).toEqual([])
})

test('a terminal that closes ends nothing', async () => {
  const { folder, child, ended } = await begun('echo begun; until [ -e go ]; do sleep 0.05; done')
  child.kill('SIGHUP')
  writeFileSync(join(folder, 'go'), '')
  expect(await ended).toMatchObject({ code: 0 })
})
