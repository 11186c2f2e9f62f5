import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  utimesSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { assayIn } from '../support/assay.js'
import { start, until } from '../support/program.js'
import { folderOf } from '../support/runs.js'

const FIXTURES = resolve('test/fixtures/mlrunner')

const YAML = `template: {a: 'echo {x} >> ran'}\nresource: [0]\n---\nx: 1\n`

describe("of mlrunner's own folders", () => {
  test('a task whose runner was killed is killed, and only it is run again', async () => {
    const folder = folderOf({})
    for (const name of ['output_killed', 'train.sh', 'score.sh']) {
      cpSync(join(FIXTURES, name), join(folder, name), { recursive: true })
    }
    const { code, out } = await assayIn(folder, 'status', 'output_killed')
    expect(code).toBe(1)
    expect(out).toBe(
      'Tasks: 5, finished: 4, killed: 1\n' +
        'killed       output_killed/Seed_2-Hang_9  train, marked as running, but no process has its ' +
        'log open  Iter 9: loss=1\n',
    )
    const yaml = readFileSync(join(FIXTURES, 'killed.yaml'), 'utf8')
    const again = folderOf({
      'killed.yaml': yaml.replace('hang: [ 9 ]', 'hang: [ 9 ]\n_cmd: test'),
    })
    cpSync(folder, again, { recursive: true })
    const ran = await assayIn(again, 'run', '-y', 'killed.yaml', '-o', 'output_killed')
    expect(
      ran.out.match(/^(?:START|SKIP) .*(?=,)/gm)?.filter((line) => /START/.test(line)),
    ).toEqual(['START   gpu: 0, test    : 3/ 5'])
  })

  test('what a dry run marked as running waits, and is run', async () => {
    const folder = folderOf({})
    for (const name of ['output_dry', 'params.yaml', 'train.sh', 'score.sh']) {
      cpSync(join(FIXTURES, name), join(folder, name), { recursive: true })
    }
    const { code, out } = await assayIn(folder, 'status', 'output_dry')
    expect(code).toBe(0)
    expect(out).toMatch(/^Tasks: 14, waiting: 14\nwaiting {6}.*never started \(a dry run\?\)\n/)
    const ran = await assayIn(folder, 'run', '-o', 'output_dry', '-t', 'early')
    expect(ran.out).not.toContain('SKIP')
    expect(ran.out).toContain('No task failed.')
  })

  test('a task whose log a process has open is running, and is waited for', async () => {
    const log = 'output/X_1/log.a.20260101.000000'
    const folder = folderOf({
      'params.yaml': YAML,
      'output/X_1/param': 'x: 1\n',
      'output/X_1/stat': 'a: running\n',
      [log]: 'half a li',
    })
    const file = openSync(join(folder, log), 'a')
    const writer = spawn('sleep', ['1000'], { stdio: ['ignore', file, file] })
    onTestFinished(() => void writer.kill())
    closeSync(file)
    const { code, out } = await assayIn(folder, 'status')
    expect(code).toBe(0)
    expect(out).toBe('Tasks: 1, running: 1\nrunning      output/X_1  a  half a li\n')
    const runner = start(['run'], folder)
    await until(() => runner.out().includes('Tasks: 1'), 'the runner began')
    await until(() => runner.err().includes('Waiting for'), 'it says that it waits')
    expect(existsSync(join(folder, 'ran'))).toBe(false)
    writer.kill()
    expect(await runner.ended).toMatchObject({ code: 0 })
    expect(readFileSync(join(folder, 'ran'), 'utf8')).toBe('1\n')
  })

  test('who only looks at a log does not keep its task running', async () => {
    const folder = folderOf({
      'params.yaml': YAML,
      'output/X_1/stat': 'a: running\n',
      'output/X_1/log.a.20260101.000000': '',
    })
    const log = join(folder, 'output/X_1/log.a.20260101.000000')
    const reader = spawn('tail', ['-f', log], { stdio: ['ignore', 'pipe', 'ignore'] })
    onTestFinished(() => void reader.kill())
    appendFileSync(log, 'a line')
    await once(reader.stdout, 'data')
    expect((await assayIn(folder, 'status')).out).toContain('killed: 1\n')
    expect(await assayIn(folder, 'run')).toMatchObject({ code: 0 })
  })

  test('what mlrunner did after Assay counts', async () => {
    const folder = folderOf({ 'params.yaml': YAML.replace('>> ran', '; false') })
    await assayIn(folder, 'run')
    cpSync(folderOf({ stat: 'a: finished\n' }), join(folder, 'output/X_1'), { recursive: true })
    expect((await assayIn(folder, 'status')).out).toBe('Tasks: 1, finished: 1\n')
  })
})

describe('of a task on another machine, the runner of which', () => {
  const ID = '01234567-89ab-4cde-8f01-23456789abcd'
  const owner = { host: 'gpu7', machine: 'another boot', pid: 12, start: '345' }
  const known = {
    ...{ command: 'a', log: 'log.a.20260101.000000', attempt: 1 },
    ...{ started: '2026-01-01T00:00:00.000Z', host: 'gpu7', machine: 'another boot' },
  }

  test.each([
    ['was just heard of, runs', 5, 0, /^Tasks: 1, running: 1\nrunning .*gpu7 {2}last line\n$/],
    ['was long not heard of, is stalled', 120, 0, /stalled: 1\n.*gpu7 was not heard of for 120 s/],
    ['was not heard of any more, is killed', 900, 1, /killed: 1\n.*gpu7 was not heard of any more/],
  ])('%s', async (_, silent, code, text) => {
    const folder = folderOf({
      'output/X_1/param': 'x: 1\n',
      'output/X_1/stat': 'a: running\n',
      'output/X_1/log.a.20260101.000000': 'first\nlast line\n',
      [`output/X_1/assay.run.${ID}`]: `${JSON.stringify(known)}\n12 345\n`,
      'output/X_1/assay.claim.1': `${ID}\n${JSON.stringify(owner)}\n`,
    })
    const then = new Date(Date.now() - silent * 1000)
    utimesSync(join(folder, 'output/X_1/assay.claim.1'), then, then)
    const status = await assayIn(folder, 'status')
    expect(status.out).toMatch(text)
    expect(status.code).toBe(code)
  })
})

test('tasks that were asked for and not begun are waiting', async () => {
  const folder = folderOf({
    'params.yaml': 'template: {a: "[ {x} = 1 ]"}\nresource: [0]\n---\nx: [2, 1, 3]\n',
  })
  await assayIn(folder, 'run', '--fail-fast')
  const { code, out } = await assayIn(folder, 'status')
  expect(code).toBe(1)
  expect(out).toBe(
    'Tasks: 3, waiting: 2, failed: 1\n' +
      'waiting      output/X_1\n' +
      'failed       output/X_2  a, exit code 1\n' +
      'waiting      output/X_3\n',
  )
})

describe('damaged or hostile files of a run do not stop it:', () => {
  const ID = '01234567-89ab-4cde-8f01-23456789abcd'
  const deep = '['.repeat(20_000)
  const json = ['', '\0', '{', 'null', '[]', '5', '"x"', '{"version":1}', deep]
  const records = [
    ...json,
    '{"version":1,"commands":null}',
    '{"version":1,"commands":{"a":null,"b":5}}',
    '{"version":1,"commands":{"__proto__":{"state":"finished"}}}',
    '{"version":9,"commands":{"a":{"state":"finished"}}}',
  ]
  const yaml = [
    ...[
      '',
      '\0',
      '[',
      '- 1',
      'a: [',
      'a',
      '? {}\n: 1',
      'a: &x [*x]',
      '!!python/object:os.system x',
    ],
    ...['a: {b: 1}', 'x: {y: 1}\n_scripts: 5', '_scripts: [a]', '_name: [1]', deep, '\xff\xfe'],
    `a: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i ? `b${i - 1}` : 'a'}, *${i ? `b${i - 1}` : 'a'}]`).join('\n')}`,
  ]
  const starts = ['{}', 'null', '{"command":"a","log":"../../x"}'].map((line) => `${line}\n1 2\n`)
  test.each<[string, readonly string[]]>([
    ['assay.state.json', records],
    ['assay.claim.1', [...json, ...json.map((text) => `id\n${text}\n`)]],
    [`assay.run.${ID}`, [...json, ...json.map((text) => `${text}\n1 2\n`), ...starts]],
    ['stat', yaml],
    ['param', yaml],
  ])('%s', async (name, texts) => {
    const xs = texts.map((_, index) => index)
    const folder = folderOf({
      'params.yaml': `template: {a: 'echo {x} >> ran'}\nresource: [0]\n---\nx: [${xs.join(', ')}]\n`,
      ...Object.fromEntries(texts.map((text, x) => [`output/X_${x}/${name}`, text])),
    })
    expect((await assayIn(folder, 'status')).code).toBe(0)
    const { code, err } = await assayIn(folder, 'run')
    expect({ code, err: err.replaceAll(/^assay: .* it is run again\.\n/gm, '') }).toEqual({
      code: 0,
      err: '',
    })
    const ran = readFileSync(join(folder, 'ran'), 'utf8').trim().split('\n')
    expect(ran.map(Number).sort((a, b) => a - b)).toEqual(xs)
    const { out } = await assayIn(folder, 'status')
    expect(out).toBe(`Tasks: ${xs.length}, finished: ${xs.length}\n`)
    const left = readdirSync(join(folder, 'output'), { recursive: true, encoding: 'utf8' })
    expect(left.filter((path) => /assay\.(?:claim|run)\./.test(path))).toEqual([])
  })

  test('pipes, which nobody writes to', async () => {
    const files = ['assay.claim.1', 'assay.state.json', `assay.run.${ID}`, 'stat', 'param']
    const log = 'log.a.20260101.000000'
    const folder = folderOf({
      'params.yaml': `template: {a: 'echo {x} >> ran'}\nresource: [0]\n---\nx: [0, 1, 2, 3, 4, 5]\n`,
      ...Object.fromEntries(files.map((name, x) => [`output/X_${x}/${name}.md`, ''])),
      'output/X_5/stat': 'a: failed\n',
    })
    const pipes = files.map((name, x) => `output/X_${x}/${name}`)
    const others = [
      `output/X_5/${log}`,
      'output/assay.sweep.x.json',
      'output/assay.slurm.01234567.json',
    ]
    execFileSync('mkfifo', [...pipes, ...others], { cwd: folder })
    const status = await start(['status'], folder).ended
    expect(status.out).toMatch(/^Tasks: 6, waiting: 5, failed: 1\n/)
    expect(await start(['run'], folder).ended).toMatchObject({ code: 0, err: '' })
    expect((await start(['status'], folder).ended).out).toBe('Tasks: 6, finished: 6\n')
  })

  test('the param of a run that is finished', async () => {
    const xs = yaml.map((_, index) => index)
    const folder = folderOf({
      'params.yaml': `template: {a: 'echo {x} >> ran'}\nresource: [0]\n---\nx: [${xs.join(', ')}]\n`,
      ...Object.fromEntries(
        yaml.flatMap((text, x) => [
          [`output/X_${x}/param`, text.replace(/\bb29:/, 'x:')],
          [`output/X_${x}/stat`, 'a: finished\n'],
        ]),
      ),
    })
    expect(await assayIn(folder, 'run')).toMatchObject({ code: 0 })
  })

  test('a folder in the place of one is told, and the other tasks are run', async () => {
    const folder = folderOf({
      'params.yaml': `template: {a: 'echo {x} >> ran'}\nresource: [0]\n---\nx: [1, 2, 3]\n`,
      'output/X_1/assay.state.json/x': '',
      'output/X_2/param/x': '',
    })
    const { code, err } = await assayIn(folder, 'run')
    expect(code).toBe(1)
    expect(err).toContain('output/X_2 could not be run: ')
    expect(readFileSync(join(folder, 'ran'), 'utf8')).toContain('3\n')
  })
})

test('a folder that is not there is misuse', async () => {
  const { code, err } = await assayIn(folderOf({}), 'status')
  expect(code).toBe(2)
  expect(err).toContain("'output' cannot be read")
})

test('of a folder without tasks, it says that there are none', async () => {
  const folder = folderOf({ 'other/notes.txt': 'x' })
  const { code, out, err } = await assayIn(folder, 'status', 'other')
  expect([code, out]).toEqual([0, 'Tasks: 0\n'])
  expect(err).toBe('assay: no sweep was run in other; name its folder.\n')
})
