import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { assayIn } from '../support/assay.js'
import { assay } from '../support/program.js'
import { folderOf } from '../support/runs.js'
import { shellIn } from '../support/shell.js'

afterEach(() => void vi.unstubAllEnvs())

const ERRORS = 'test/fixtures/mlrunner/stdout/errors'

/** A folder with a sweep of these choices. */
const sweepOf = (command: string, choices: string, head = 'resource: [0]'): string =>
  folderOf({ 'params.yaml': `template:\n  a: |-\n    ${command}\n${head}\n---\n${choices}\n` })

const linesOf = (folder: string, file: string): string[] =>
  existsSync(join(folder, file))
    ? readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').sort()
    : []

describe('the bad file', () => {
  const bad = readdirSync(ERRORS).filter((name) => name.endsWith('.yaml'))
  // What mlrunner does not mind is none: a boolean in braces.
  test.each(bad.filter((name) => !name.startsWith('bool_placeholder')))(
    '%s ends with 2 and says its file and line; nothing is written',
    async (name) => {
      const folder = folderOf({ 'bad.yaml': readFileSync(join(ERRORS, name)) })
      const title = name.startsWith('title') ? ['-t', 'second'] : []
      const { code, out, err } = await assayIn(folder, 'run', '-y', 'bad.yaml', ...title)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(/^assay: bad\.yaml:\d+: [^\n]+\n$/)
      expect(readdirSync(folder)).toEqual(['bad.yaml'])
    },
  )
})

describe('misuse ends with 2, says what to do, and writes nothing', () => {
  test.each<[string, readonly string[], string]>([
    ['no such file', ['-y', 'parms.yaml'], "No sweep was read from 'parms.yaml'"],
    ['an unknown command', ['-c', 'aa'], "'aa'"],
    ['an unknown title', ['-t', 'x'], "'_title'"],
    ['a duration that is none', ['--timeout', '2 weeks'], 'write it as 45s, 30m'],
    ['no jobs', ['-j', '0'], 'whole number from 1'],
    ['a folder that cannot be', ['-o', 'params.yaml/x'], 'cannot be written'],
    ['a file without its option', ['params.yaml'], 'assay run -y params.yaml'],
    ['GPUs and slots without GPUs', ['-r', '0', '-j', '2'], 'cannot be used with'],
    ['a seed of no sample', ['--seed', '7'], '--sample 20'],
  ])('%s', async (_, args, message) => {
    const folder = sweepOf('echo {x}', 'x: 1')
    const { code, err } = await assayIn(folder, 'run', ...args)
    expect(err).toContain(message)
    expect(code).toBe(2)
    expect(readdirSync(folder)).toEqual(['params.yaml'])
  })
})

describe('as mlrunner writes it', () => {
  test('param has an anchor for what is one object in the file', async () => {
    const folder = folderOf({
      'params.yaml':
        "template: {a: 'echo {x}'}\ndefault: {l: &l [1, 2], m: *l, n: {l: *l}}\n" +
        'resource: [0]\n---\nx: 1\n',
    })
    await assayIn(folder, 'run')
    expect(readFileSync(join(folder, 'output/X_1/param'), 'utf8')).toContain(
      'l: &id001\n- 1\n- 2\nm: *id001\nn:\n  l: *id001\n',
    )
  })

  test.each(['./out', 'a//b', 'out/'])('the output folder %s keeps its form', async (output) => {
    const folder = sweepOf('echo {_output}', 'x: 1')
    const dry = await assayIn(folder, 'run', '-o', output, '--dry-run')
    await assayIn(folder, 'run', '-o', output)
    const dir = `${output.replace(/\/$/, '')}/X_1`
    const param = readFileSync(join(folder, output, 'X_1/param'), 'utf8')
    for (const text of [dry.out, param]) expect(text).toContain(`echo ${dir} > ${dir}/log.a.`)
  })

  test('the copy of the file is it, byte for byte', async () => {
    const bytes = Buffer.from('\ufefftemplate: {a: echo}\r\nresource: [0]\r\n---\r\nx: é\r\n')
    const folder = folderOf({ 'params.yaml': bytes })
    expect(await assayIn(folder, 'run')).toMatchObject({ code: 0 })
    expect(readFileSync(join(folder, 'output/params.yaml'))).toEqual(bytes)
  })

  test('with -o . the file is its own copy, and left alone', async () => {
    const folder = sweepOf('echo', 'x: 1')
    renameSync(join(folder, 'params.yaml'), join(folder, 'real.yaml'))
    symlinkSync('real.yaml', join(folder, 'params.yaml'))
    expect(await assayIn(folder, 'run', '-o', '.')).toMatchObject({ code: 0 })
    expect(lstatSync(join(folder, 'params.yaml')).isSymbolicLink()).toBe(true)
    const { out } = await assayIn(folder, 'status', '.')
    expect(out).toBe('Tasks: 1, finished: 1\n')
  })
})

describe('which tasks are run', () => {
  test('those that are not finished, and with -f all', async () => {
    const folder = sweepOf('echo {x} >> ran; [ {x} != 2 ]', 'x: [1, 2, 3]')
    expect(await assayIn(folder, 'run')).toMatchObject({ code: 1 })
    expect(await assayIn(folder, 'run')).toMatchObject({ code: 1 })
    expect(linesOf(folder, 'ran')).toEqual(['1', '2', '2', '3'])
    await assayIn(folder, 'run', '-f')
    expect(linesOf(folder, 'ran')).toEqual(['1', '1', '2', '2', '2', '3', '3'])
  })

  test('those with other params than before again, which is told', async () => {
    const folder = sweepOf('echo {x} {y} >> ran', 'x: [1, 2]', 'default: {y: 1}\nresource: [0]')
    await assayIn(folder, 'run')
    const yaml = readFileSync(join(folder, 'params.yaml'), 'utf8')
    writeFileSync(join(folder, 'params.yaml'), yaml.replace('{y: 1}', '{y: 2}'))
    const { code, err } = await assayIn(folder, 'run')
    expect(code).toBe(0)
    expect(err).toContain("output/X_1 was run with another value of 'y'; it is run again.")
    expect(linesOf(folder, 'ran')).toEqual(['1 1', '1 2', '2 1', '2 2'])
    expect((await assayIn(folder, 'run')).err).toBe('')
  })

  test('a sample, and with the same --seed the same one', async () => {
    const folder = sweepOf('echo {x} >> ran', 'x: 0..99')
    const told = await assayIn(folder, 'run', '--sample', '3', '--dry-run')
    const seed = /the same sample again: --seed (\d+)\n/.exec(told.err)?.[1] ?? ''
    const starts = (out: string) => out.match(/^START.*/gm)
    const again = await assayIn(folder, 'run', '--sample', '3', '--dry-run', '--seed', seed)
    expect(starts(again.out)).toEqual(starts(told.out))
    expect(starts(again.out)).toHaveLength(3)
    expect(again.err).toBe('')
    await assayIn(folder, 'run', '--sample', '3', '--seed', seed)
    const { out } = await assayIn(folder, 'status')
    expect(out).toBe('Tasks: 3, finished: 3\n')
  })

  test('with --no-subdir all of them, each once', async () => {
    const folder = sweepOf('echo {x} >> ran', 'x: [1, 2, 3]')
    await assayIn(folder, 'run', '--no-subdir', '-j', '2')
    const { out } = await assayIn(folder, 'run', '--no-subdir')
    expect(out).toContain('Skipped tasks: 3/3')
    expect(linesOf(folder, 'ran')).toEqual(['1', '2', '3'])
    expect((await assayIn(folder, 'status')).out).toBe('Tasks: 3, finished: 3\n')
  })

  test('with -d the first one, also if it is finished; its output is shown and logged', async () => {
    const folder = sweepOf('echo it is {x}; exit 3', 'x: [1, 2]')
    const first = await assay(['run', '-d'], folder)
    expect(first.out).toMatch(/START .*\nit is 1\nFAIL /)
    expect(first.code).toBe(1)
    expect(first.err).toContain('failed (exit code 3): it is 1')
    const [log = ''] = readdirSync(join(folder, 'output/X_1')).filter((name) => /^log/.test(name))
    expect(readFileSync(join(folder, 'output/X_1', log), 'utf8')).toBe('it is 1\n')
    expect(readdirSync(join(folder, 'output'))).not.toContain('X_2')
  })

  test('with a title that is a path; the copy of the file stays in the output folder', async () => {
    const folder = sweepOf('echo {x}', '_title: ../../up\nx: 1')
    expect(await assayIn(folder, 'run', '-t', '../../up')).toMatchObject({ code: 0 })
    expect(readdirSync(folder).sort()).toEqual(['output', 'params.yaml'])
  })
})

describe('a task that fails', () => {
  test('is told with its exit code and its last line, and the others go on', async () => {
    const folder = sweepOf('echo bad {x}; [ {x} = 2 ]', 'x: [1, 2]')
    const { code, out, err } = await assayIn(folder, 'run')
    expect(code).toBe(1)
    expect(out).toMatch(/FAIL {4}gpu: 0, a +: 1\/ 2.*\n(?:.*\n)*DONE {4}gpu: 0, a +: 2\/ 2/)
    expect(err).toMatch(/^assay: output\/X_1\/log\.a\.[\d.]+: failed \(exit code 1\): bad 1\n$/)
  })

  test('is tried again with --retries, each time with a log', async () => {
    const folder = sweepOf('echo {x} >> ran; [ $(wc -l < ran) = 3 ]', 'x: 1')
    const { code, out, err } = await assayIn(folder, 'run', '--retries', '2')
    expect(code).toBe(0)
    expect(out.match(/^(?:START|FAIL|DONE)/gm)).toEqual(
      ['START', 'FAIL', 'START', 'FAIL', 'START', 'DONE'], // prettier-ignore
    )
    expect(err.match(/it is tried again/g)).toHaveLength(2)
    const names = readdirSync(join(folder, 'output/X_1'))
    expect(names.filter((name) => name.startsWith('log.a.'))).toHaveLength(3)
    expect(names.filter((name) => !name.startsWith('log.')).sort()).toEqual([
      'assay.state.json',
      'param',
      'stat',
    ])
  })

  test('ends the sweep with --fail-fast', async () => {
    const folder = sweepOf('echo {x} >> ran; [ {x} = 1 ]', 'x: [1, 2, 3, 4]')
    const { code, out } = await assayIn(folder, 'run', '--fail-fast')
    expect(code).toBe(1)
    expect(out).toContain('Failed tasks: 1/4\n    output/X_2\nTasks not begun: 2/4\n')
    expect(linesOf(folder, 'ran')).toEqual(['1', '2'])
  })

  test('because it takes longer than --timeout is told to be timed out', async () => {
    const folder = sweepOf('echo begun; sleep 1000', 'x: 1')
    const { code, err } = await assayIn(folder, 'run', '--timeout', '0.3s')
    expect(code).toBe(1)
    expect(err).toContain('timed out (it ran longer than 0.3 s): begun')
    const { out } = await assayIn(folder, 'status')
    expect(out).toMatch(/^Tasks: 1, timed out: 1\ntimed out {4}output\/X_1 {2}a, it ran longer/)
  })

  test.each([
    ['SIGKILL', 'kill -KILL $$', 'SIGKILL'],
    ['SIGSEGV', 'kill -SEGV $$', 'SIGSEGV'],
  ])('by %s is told to be killed', async (_, command, signal) => {
    const folder = sweepOf(command, 'x: 1')
    expect(await assayIn(folder, 'run')).toMatchObject({ code: 1 })
    const { code, out } = await assayIn(folder, 'status')
    expect(code).toBe(1)
    expect(out).toContain(`killed: 1\nkilled       output/X_1  a, ${signal}`)
  })
})

describe('what tasks run on', () => {
  test('is the list of the file, or that of -r, each once at a time', async () => {
    const folder = sweepOf(
      'echo $CUDA_VISIBLE_DEVICES >> gpus; sleep 0.1',
      'x: 0..5',
      'resource: ["0", "0", "2,3"]',
    )
    await assayIn(folder, 'run')
    expect(linesOf(folder, 'gpus').filter((gpu) => gpu === '0').length).toBeGreaterThan(2)
    expect(new Set(linesOf(folder, 'gpus'))).toEqual(new Set(['0', '2,3']))
    const { out } = await assayIn(folder, 'run', '-f', '-r', '7')
    expect(out).toContain("Override resource to ['7']\n")
    expect(linesOf(folder, 'gpus').filter((gpu) => gpu === '7')).toHaveLength(6)
  })

  test('with -j is slots without GPUs', async () => {
    const command = 'printenv CUDA_VISIBLE_DEVICES > {_name} || echo none > {_name}; sleep 0.1'
    const folder = sweepOf(command, 'x: [1, 2]')
    const { out } = await assayIn(folder, 'run', '-j', '2')
    expect(out).toMatch(
      /^START {3}a {7}: 1\/ 2, output\/X_1\nSTART {3}a {7}: 2\/ 2, output\/X_2\n/m,
    )
    expect(readFileSync(join(folder, 'X_1'), 'utf8')).toBe(`none\n`)
  })

  const SMI = `#!/bin/bash
case $1 in
  --query-gpu=*) printf '%s\\n' '0, GPU-a, 10, 1000' '1, GPU-b, 10, 1000' '2, GPU-c, 900, 1000' '3, GPU-d, 0, 1000' ;;
  *) echo GPU-b ;;
esac
`

  test('with -r auto is the GPUs that nvidia-smi finds free', async () => {
    const folder = sweepOf('echo $CUDA_VISIBLE_DEVICES >> gpus; sleep 0.1', 'x: 0..5')
    mkdirSync(join(folder, 'bin'))
    writeFileSync(join(folder, 'bin/nvidia-smi'), SMI)
    chmodSync(join(folder, 'bin/nvidia-smi'), 0o755)
    vi.stubEnv('PATH', `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`)
    expect(await assayIn(folder, 'run', '-r', 'auto')).toMatchObject({ code: 0 })
    expect(new Set(linesOf(folder, 'gpus'))).toEqual(new Set(['0', '3']))
  })

  test('with resource: auto and no nvidia-smi is unknown, which is told', async () => {
    const folder = sweepOf('echo', 'x: 1', 'resource: auto')
    vi.stubEnv('PATH', folder)
    const { code, out, err } = await assayIn(folder, 'run')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/nvidia-smi failed.*Name them with -r 0 1, or ask for slots .* -j 2\.\n$/)
    expect(readdirSync(folder)).toEqual(['params.yaml'])
  })
})

describe('hostile params', () => {
  const VALUES = [
    '$(rm -rf x)',
    '`touch pwned`',
    'a\nb\n\n',
    '-rf',
    '../../x',
    '/etc/passwd',
    'v'.repeat(300),
    '🎉 λ',
    '; touch pwned #',
    'it\'s "so"',
    '\x1b[2J\x07',
    '..',
    '.',
  ]

  test('arrive as they are, and stay in the output folder', async () => {
    const folder = sweepOf('printf "%s\\0" {v} > {_output}/got', `v: ${JSON.stringify(VALUES)}`)
    const { code, out, err } = await assayIn(folder, 'run')
    expect(err).toBe('')
    expect(code).toBe(0)
    // eslint-disable-next-line no-control-regex -- none may reach the terminal.
    expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f]/)
    const output = join(folder, 'output')
    const got = readdirSync(output, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => readFileSync(join(output, name, 'got'), 'utf8'))
    expect(got.sort()).toEqual(VALUES.map((value) => `${value}\0`).sort())
    expect(readdirSync(folder).sort()).toEqual(['output', 'params.yaml'])
    expect((await assayIn(folder, 'status')).out).toBe(
      `Tasks: ${VALUES.length}, finished: ${VALUES.length}\n`,
    )
  })

  test('in the name of a folder, or of a command, are names', async () => {
    const folder = folderOf({
      'params.yaml': `template:\n  "../$(touch pwned)": echo {x}\nresource: [0]\n---\nx: 1\n`,
    })
    const { code, err } = await assayIn(folder, 'run', '-o', '$(touch pwned); out')
    expect(readdirSync(folder)).not.toContain('pwned')
    // A command names a file, so that it may have no slash.
    expect(code).toBe(2)
    expect(err).toMatch(/params\.yaml:2: /)
  })

  test('in logs print harmlessly', async () => {
    const folder = sweepOf(String.raw`printf '\033[2J\033]0;title\007 bad\n'; exit 1`, 'x: 1')
    const { err } = await assayIn(folder, 'run')
    const { out } = await assayIn(folder, 'status')
    // eslint-disable-next-line no-control-regex -- none may reach the terminal.
    expect(err + out).not.toMatch(/[\x00-\x09\x0b-\x1f]/)
    expect(out).toContain('bad')
  })
})

test('a reader that has enough does not end the sweep', async () => {
  const folder = sweepOf('echo {x} >> ran', 'x: 0..29')
  const { code, err } = await shellIn(folder, '$ASSAY run | head -n 3 > top; exit ${PIPESTATUS[0]}')
  expect(linesOf(folder, 'top')).toHaveLength(3)
  expect({ code, err, ran: linesOf(folder, 'ran').length }).toEqual({ code: 0, err: '', ran: 30 })
})

test('a folder that was copied to elsewhere goes on there', async () => {
  const folder = sweepOf('echo {x} >> ran', 'x: [1, 2]')
  await assayIn(folder, 'run')
  cpSync(join(folder, 'output'), join(folder, 'moved'), { recursive: true })
  const { out } = await assayIn(folder, 'run', '-o', 'moved')
  expect(out).toContain('Skipped tasks: 2/2')
})
