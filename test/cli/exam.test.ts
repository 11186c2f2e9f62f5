import { execFile, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Examiner, logMetric, toTSV } from '../../src/index.js'
import { folderOf, temporaryFolder } from '../support/runs.js'

const BIN = resolve('dist/cli/bin.js')
const OUTPUT = resolve('examples/cifar10/output')
const ACC = String.raw`acc=train:/test_acc=([\d.]+)/@last`

interface Result {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the built program. */
function assay(args: readonly string[], cwd = '.'): Promise<Result> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [BIN, ...args], { cwd }, (_, out, err) => {
      done({ code: child.exitCode ?? -1, out, err })
    })
  })
}

/** Runs a line of shell in which $ASSAY is the built program. */
function shell(line: string): Promise<Result> {
  const env = { ...process.env, ASSAY: `${process.execPath} ${BIN}` }
  return new Promise((done) => {
    const child = execFile('bash', ['-o', 'pipefail', '-c', line], { env }, (_, out, err) => {
      done({ code: child.exitCode ?? -1, out, err })
    })
  })
}

describe('assay exam', () => {
  test('prints the bytes that printTsv prints, and nothing else', async () => {
    const { code, out, err } = await assay(['exam', OUTPUT, '--metric', ACC])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const examiner = new Examiner().add(
      logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }),
    )
    await examiner.exam({ output: OUTPUT })
    expect(out).toBe(toTSV(examiner.table()))
    const script = `
      import { Examiner, logMetric } from ${JSON.stringify(resolve('dist/index.js'))}
      const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\\d.]+)/ }))
      await examiner.exam({ output: ${JSON.stringify(OUTPUT)} })
      examiner.table({ printTsv: true })`
    const file = join(folderOf({ 'print.mjs': script }), 'print.mjs')
    expect((await shell(`${process.execPath} ${file}`)).out).toBe(out)
    expect(await shell(`${process.execPath} ${file} | true`)).toMatchObject({ code: 0, err: '' })
  })

  test('sorts, selects, filters and shows all params', async () => {
    const sorted = await assay([
      'exam',
      OUTPUT,
      '--metric',
      ACC,
      '--sort',
      'acc:desc',
      '--columns',
      'acc',
    ])
    expect(sorted.out).toBe('acc\n0.9296\n0.929\n0.9242\n0.9039\n0.9021\n0.9011\n')
    const all = await assay(['exam', OUTPUT, '--regex', 'Seed_0$', '--all-params'])
    expect(all.out).toBe('data\tloss\tlr\tseed\nCIFAR10\tCE\t0.01\t0\nCIFAR10\tCE\t0.1\t0\n')
  })

  test('takes several metrics, steps, folders and formats', async () => {
    const loss = String.raw`loss=train:/loss=([^,]+)/@all:/Iter (\d+)/`
    const one = join(OUTPUT, 'Data_CIFAR10-Loss_CE-Lr_0.1-Seed_0')
    const { out } = await assay([
      'exam',
      one,
      '--metric',
      ACC,
      '--metric',
      loss,
      '--format',
      'json',
    ])
    const [row] = JSON.parse(out) as [{ acc: number; loss: { steps: number[]; values: number[] } }]
    expect(row.acc).toBe(0.929)
    expect(row.loss.steps).toHaveLength(120)
    expect(row.loss.values[0]).toBe(355.4612)
    const csv = await assay(['exam', OUTPUT, '--regex', 'Seed_0$', '--format', 'csv'])
    expect(csv.out).toBe('lr\n0.01\n0.1\n')
    const md = await assay(['exam', OUTPUT, '--regex', 'Seed_0$', '--format', 'md'])
    expect(md.out).toBe('| lr |\n| ---: |\n| 0.01 |\n| 0.1 |\n')
  })

  test('writes files whole, with the folders on the way, in the format of their names', async () => {
    const folder = temporaryFolder()
    const args = [
      'exam',
      OUTPUT,
      '--metric',
      ACC,
      '--out',
      'a/b/table.csv',
      '--chart',
      'bar:lr:acc',
    ]
    const { code, out } = await assay(args, folder)
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(readFileSync(join(folder, 'a/b/table.csv'), 'utf8')).toMatch(
      /^lr,seed,acc\n0.01,0,0.9039\n/,
    )
    expect(readFileSync(join(folder, 'bar-lr-acc.svg'), 'utf8')).toMatch(/^<svg/)
    expect(readdirSync(folder).sort()).toEqual(['a', 'bar-lr-acc.svg'])
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['table.csv'])
  })

  test.each([
    ['png', /^\x89PNG/],
    ['html', /^<!doctype html>/i],
    ['json', /^\{\n {2}"\$schema"/],
  ])('writes a chart as .%s', async (ending, start) => {
    const folder = temporaryFolder()
    const file = join(folder, `chart.${ending}`)
    const args = [
      'exam',
      OUTPUT,
      '--metric',
      ACC,
      '--chart',
      'scatter:lr:acc',
      '--chart-file',
      file,
    ]
    expect((await assay(args)).code).toBe(0)
    expect(readFileSync(file, 'latin1')).toMatch(start)
  })

  test('writes through links, and to what is no regular file', async () => {
    const folder = folderOf({ 'real.tsv': 'old' })
    symlinkSync('real.tsv', join(folder, 'link.tsv'))
    expect((await assay(['exam', OUTPUT, '--out', 'link.tsv'], folder)).code).toBe(0)
    expect(readFileSync(join(folder, 'real.tsv'), 'utf8')).toMatch(/^lr\tseed\n/)
    expect(readdirSync(folder).sort()).toEqual(['link.tsv', 'real.tsv'])
    const piped = await shell(`$ASSAY exam ${OUTPUT} --out /dev/stdout 2>/dev/null | cat`)
    expect(piped.out).toMatch(/^lr\tseed\n/)
  })

  test('disarms formulas unless told not to', async () => {
    const output = folderOf({ 'a/param': "x: '=1+1'\n" })
    expect((await assay(['exam', output, '--all-params'])).out).toBe("x\n'=1+1\n")
    expect((await assay(['exam', output, '--all-params', '--keep-formulas'])).out).toBe('x\n=1+1\n')
  })

  test('examines ./output when no folder is named', async () => {
    const folder = folderOf({ 'output/a/param': 'lr: 1\n', 'output/b/param': 'lr: 2\n' })
    expect((await assay(['exam'], folder)).out).toBe('lr\n1\n2\n')
  })

  test('reports issues on standard error, and with --strict in the exit code', async () => {
    const output = folderOf({ 'a/param': 'lr: [1', 'b/param': 'lr: 1\n', 'c\u001b[31m/x': '' })
    const lax = await assay(['exam', output])
    expect(lax).toMatchObject({ code: 0, out: 'lr\n\n1\n' })
    expect(lax.err).toContain('2 experiments examined, 1 skipped, 1 with issues; 2 issues:')
    expect(lax.err).toContain('[yaml-syntax]')
    expect(lax.err).not.toContain('\u001b')
    expect(await assay(['exam', output, '--strict'])).toMatchObject({ code: 1, out: 'lr\n\n1\n' })
    expect((await assay(['exam', OUTPUT, '--strict'])).code).toBe(0)
  })
})

describe('parsers of the user', () => {
  const source = `
    import { lastMatch, latestLog, type Experiment } from 'assay'
    export async function getAcc(dir: string, experiment: Experiment<{ acc?: number }>): Promise<void> {
      const match = await lastMatch(latestLog('train', dir), /test_acc=([\\d.]+)/)
      if (match) experiment.metric.acc = match.value
    }`
  test.each<[string, string, string]>([
    ['a TypeScript file of functions', 'p.ts', source],
    [
      'a list as default export',
      'p.mts',
      `${source}\nexport default [getAcc]\nexport function helper(): void {}`,
    ],
    [
      'a CommonJS file of several',
      'p.cjs',
      `const { logMetric } = require('assay')
       const acc = logMetric('acc', { log: 'train', match: /test_acc=([\\d.]+)/ })
       module.exports = { acc, note: 'no parser' }`,
    ],
    [
      'a JavaScript module with declared parsers',
      'p.mjs',
      `import { logMetric } from 'assay'
       export default logMetric('acc', { log: 'train', match: /test_acc=([\\d.]+)/ })`,
    ],
  ])('load from %s', async (_, name, text) => {
    const file = join(folderOf({ [name]: text }), name)
    const { code, out, err } = await assay(['exam', OUTPUT, '--parsers', file, '--sort', 'acc'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^lr\tseed\tacc\n0.01\t2\t0.9011\n/)
  })

  test.each([
    ['is not there', undefined, 'There is no parsers file'],
    ['does not compile', 'export function (', 'could not be loaded'],
    ['throws', 'throw new Error("my fault")', 'my fault'],
    ['has no parser', 'export const x = 1', 'exports no parser'],
    ['has something else as default', 'export default 3', 'A parser is a function'],
  ])('a file that %s is misuse', async (_, text, message) => {
    const file = join(folderOf(text === undefined ? {} : { 'p.ts': text }), 'p.ts')
    const { code, err } = await assay(['exam', OUTPUT, '--parsers', file])
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})

describe('runs of other tools', () => {
  const LOGS = resolve('test/fixtures/mlxp/logs')

  test('become a table with what they recorded', async () => {
    const { code, out, err } = await assay([
      'exam',
      LOGS,
      '--regex',
      '^[1-3]$',
      '--metric',
      'train.loss@last',
      '--metric',
      'best=train.loss@min',
      '--metric',
      'curve=train.loss@all:train.epoch',
    ])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [header, first, ...others] = out.trimEnd().split('\n')
    expect(header).toBe('config.seed\tbest\tcurve\ttrain.loss@last')
    expect(first).toMatch(/^1\t[\d.e-]+\t"{""steps"":\[0,1,2,3,4,5\],""values"":/)
    expect(others).toHaveLength(2)
  })

  test('are recognised, with the reason, and listed with their fields', async () => {
    const layouts = await assay(['layouts', LOGS])
    expect(layouts.code).toBe(0)
    expect(layouts.out.split('\n').slice(0, 2)).toEqual([
      'path\tlayout\truns\twhy',
      `${LOGS}/1\tmlxp\t1\tmetadata/ and metrics/`,
    ])
    expect(layouts.out).toContain(`${LOGS}/notes\t\t0\tnone of mlrunner`)
    const known = await assay(['layouts'])
    expect(known.out).toMatch(/^name\tlooksLike\nmlrunner\ta folder with a file param\n/)
    const fields = await assay(['fields', LOGS, '--format', 'csv', '--regex', '^1$'])
    expect(fields.out).toMatch(/^field,type,searchable,runs\nconfig.data.d_int,number,TRUE,1\n/)
    expect(fields.out).toContain('train.loss,series,FALSE,1\n')
  })

  test.each([
    [['--metric', 'train.loss@argmin:train.epoch'], 'train.loss@argmin'],
    [['--metric', 'a b=train.loss@min'], 'a b'],
    [['--metric', 'x=train.loss@all:test.lr_now'], 'x'],
  ])('have the metric %j', async (metric, column) => {
    const { out, err } = await assay(['exam', LOGS, '--regex', '^[1-3]$', ...metric])
    expect(err).toBe('')
    expect(out.split('\n')[0]).toBe(`config.seed\t${column}`)
  })

  test('are charted over columns with dots, @ and colons in their names', async () => {
    const folder = temporaryFolder()
    const args = ['--metric', 'a:b=train.loss@all', '--metric', 'train.loss@all']
    const charts = [
      ...['--chart', String.raw`line:a\:b:config.optimizer.lr`],
      ...['--chart', 'line:train.loss@all:config.seed'],
    ]
    const { code, err } = await assay(
      ['exam', LOGS, '--regex', '^[1-3]$', ...args, ...charts],
      folder,
    )
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Chart: line-a_b-config.optimizer.lr.svg\nChart: line-train.loss_all-config.seed.svg\n',
    })
  })

  test('are told to be damaged when their fields are listed', async () => {
    const run = 'test/fixtures/ml-logger/runs/alice/truncated_in_text'
    const { code, err } = await assay(['fields', run, '--strict'])
    expect(code).toBe(1)
    expect(err).toContain('1 experiment examined, 0 skipped, 1 with issues; 1 issue:')
    expect(err).toContain('[json-syntax]')
  })

  test('that cannot be read are in the list of what was recognised, with the reason', async () => {
    const [header] = [readFileSync('test/fixtures/ml-instrumentation/new/run.db').subarray(0, 4096)]
    const output = folderOf({ 'cut.db': header })
    const { code, out } = await assay(['layouts', output])
    expect(code).toBe(0)
    expect(out).toMatch(
      /cut\.db\tml-instrumentation\t0\ttables of frame, id, measurement; .*cut\.db/,
    )
  })

  test('are read by a layout of the user in the parsers file', async () => {
    const plugin = ['--parsers', 'examples/keras-layout.ts']
    const { code, out, err } = await assay([
      ...['exam', 'examples/keras', ...plugin],
      ...['--metric', 'loss@argmin', '--layout', 'keras'],
    ])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe('optimizer.learning_rate\tloss@argmin\n0.01\t11\n0.1\t10\n')
    const unknown = await assay(['exam', LOGS, '--layout', 'mlpx'])
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(unknown.err).toContain("Did you mean 'mlxp'?")
  })
})

describe('misuse ends with 2 and says what to do', () => {
  test.each<[string, readonly string[], string]>([
    ['an unknown command', ['exma'], 'Did you mean exam?'],
    ['an unknown option', ['exam', '--metrc', 'x'], 'Did you mean --metric?'],
    ['no such folder', ['exam', `${OUTPUT}x`], `Did you mean '${OUTPUT}'?`],
    ['a metric that is none', ['exam', OUTPUT, '--metric', 'acc'], 'name=log:/pattern/@keep'],
    ['a pattern that is none', ['exam', OUTPUT, '--metric', 'a=b:/(/'], 'Unterminated group'],
    ['an unknown way to keep', ['exam', OUTPUT, '--metric', 'a=b:/c/@lst'], "Did you mean 'last'?"],
    [
      'a metric named twice',
      ['exam', OUTPUT, '--metric', 'a=b:/c/', '--metric', 'a=b:/d/'],
      "'a' was added",
    ],
    ['an unknown chart', ['exam', OUTPUT, '--chart', 'barr:lr:acc'], "Did you mean 'bar'?"],
    ['a chart of no column', ['exam', OUTPUT, '--chart', 'bar:lr:ac'], "no column 'ac'"],
    [
      'two charts of one file',
      ['exam', OUTPUT, '--chart', 'bar:lr:acc', '--chart', 'bar:lr:acc'],
      'Two charts go to',
    ],
    ['a metric without a name', ['exam', OUTPUT, '--metric', '=loss@last'], '[name=]series@keep'],
    ['a chart of too few columns', ['exam', OUTPUT, '--chart', 'bar:lr'], 'bar:x:y[:color]'],
    [
      'a chart file of no kind',
      ['exam', OUTPUT, '--chart', 'bar:lr:seed', '--chart-file', 'a.gif'],
      '.svg',
    ],
    ['a chart file of no chart', ['exam', OUTPUT, '--chart-file', 'a.svg'], 'give one --chart'],
    ['a table of no kind', ['exam', OUTPUT, '--out', 'a.ods'], '.tsv, .csv, .md'],
    ['an unknown column', ['exam', OUTPUT, '--sort', 'sed'], "Did you mean 'seed'?"],
    ['an unknown format', ['exam', OUTPUT, '--format', 'xls'], 'Allowed choices are tsv'],
    ['a bad regex', ['exam', OUTPUT, '--regex', '['], 'Invalid regular expression'],
    ['a bad number', ['exam', OUTPUT, '--concurrency', '0'], 'whole number from 1'],
    [
      'a file that cannot be written',
      ['exam', OUTPUT, '--out', '/dev/null/x'],
      'could not be written',
    ],
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await assay(args)
    expect(err).toContain(message)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })
})

test.each([
  ['exam', 3],
  ['fields', 1],
  ['layouts', 2],
] as const)('%s --help has examples that work when pasted', async (command, count) => {
  const { code, out } = await assay([command, '--help'])
  expect(code).toBe(0)
  const examples = out
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim().startsWith('assay ') && line.includes('examples/'))
  expect(examples).toHaveLength(count)
  const folder = temporaryFolder()
  for (const example of examples) {
    const line = example
      .trim()
      .replace('assay', '$ASSAY')
      .replaceAll('examples/', `${resolve('examples')}/`)
    expect(line).toContain(`$ASSAY ${command} `)
    const { code: exit, out: table, err } = await shell(`cd ${folder} && ${line}`)
    expect(exit).toBe(0)
    expect(err).toMatch(/^(?:Table: table.tsv\n|Chart: line-loss-lr.svg\n)?$/)
    expect(table.split('\n').length).toBeGreaterThan(line.includes('--out') ? 0 : 4)
  }
  expect(readdirSync(folder)).toEqual(command === 'exam' ? ['line-loss-lr.svg', 'table.tsv'] : [])
})

test('a reader of the help or of what is said that has gone ends it quietly', async () => {
  const help = await shell(`{ sleep 0.2; $ASSAY exam --help; echo "exit $?" >&2; } | true`)
  expect(help.err).toBe('exit 0\n')
  const lost = await shell(`{ $ASSAY exam ${OUTPUT}x; echo "exit $?"; } 2> >(true)`)
  expect(lost.out).toBe('exit 2\n')
})

test.skipIf(!existsSync('/dev/full'))('a full disk is told, and no fault of ours', async () => {
  const { code, err } = await shell(`$ASSAY exam ${OUTPUT} > /dev/full`)
  expect(code).toBe(2)
  expect(err).toMatch(/^assay: Standard output could not be written: ENOSPC[^\n]*\n$/)
})

test('a reader that has enough ends it quietly', async () => {
  const output = temporaryFolder()
  for (let i = 0; i < 2000; i++) {
    mkdirSync(join(output, `Seed_${i}`))
    writeFileSync(join(output, `Seed_${i}`, 'param'), `seed: ${i}\ntext: ${'x'.repeat(100)}${i}\n`)
  }
  const { code, out, err } = await shell(`$ASSAY exam ${output} | head -n 2`)
  expect(out.split('\n')[0]).toBe('seed\ttext')
  expect({ code, err }).toEqual({ code: 0, err: '' })
})

test('Ctrl-C ends it at once, and leaves no half-written file', async () => {
  const parsers = `export function forever() { return new Promise((resolve) => setTimeout(resolve, 1e6)) }`
  const folder = folderOf({ 'output/a/param': 'lr: 1\n', 'p.mjs': parsers })
  const args = [BIN, 'exam', '--parsers', 'p.mjs', '--out', 'table.tsv']
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let err = ''
  child.stderr.on('data', (text: Buffer) => (err += text.toString()))
  setTimeout(() => child.kill('SIGINT'), 1500)
  const code = await new Promise((done) => child.once('exit', done))
  expect({ code, err }).toEqual({ code: 130, err: 'Interrupted.\n' })
  expect(readdirSync(folder).sort()).toEqual(['output', 'p.mjs'])
})
