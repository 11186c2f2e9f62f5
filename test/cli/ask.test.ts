import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.js'
import { temporaryFolder } from '../support/runs.js'

const CIFAR = 'examples/cifar10/output'
const MLXP = 'test/fixtures/mlxp/logs'
const ACC = ['--metric', String.raw`acc=train:/test_acc=([\d.]+)/@last`]
const DONE = "info.status == 'COMPLETE' & config.seed in [1, 2, 3]"

interface Result {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function assay(...argv: readonly string[]): Promise<Result> {
  const text = { out: '', err: '' }
  const into = (stream: 'out' | 'err') =>
    new Writable({
      write: (chunk: Buffer, _, done) => {
        text[stream] += chunk.toString()
        done()
      },
    })
  const terminal = { stdout: into('out'), stderr: into('err') }
  const code = await run(argv, terminal, new AbortController().signal)
  return { code, ...text }
}

function rowsOf(tsv: string): Record<string, string>[] {
  const [head = '', ...rows] = tsv.trimEnd().split('\n')
  const names = head.split('\t')
  return rows.map((row) => {
    const cells = row.split('\t')
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
  })
}

test('a folder without runs is told', async () => {
  const { code, err } = await assay('exam', temporaryFolder())
  expect({ code, err }).toEqual({
    code: 0,
    err: 'There are no runs: assay layouts tells what is recognised in a folder.\n',
  })
})

describe('assay exam --where', () => {
  test('prints the runs for which the query holds', async () => {
    const { code, out } = await assay('exam', CIFAR, ...ACC, '--where', 'acc > 0.929 | seed == 0')
    expect(code).toBe(0)
    expect(rowsOf(out).map(({ lr, seed }) => `${lr} ${seed}`)).toEqual(['0.01 0', '0.1 0', '0.1 2'])
  })

  test('points at what is wrong with a query', async () => {
    const { code, err } = await assay('exam', CIFAR, '--where', 'lr = 0.1')
    expect(code).toBe(2)
    expect(err).toMatch(/lr = 0\.1\n {5}\^/)
  })

  test('says when no run passes', async () => {
    const { code, err } = await assay('exam', CIFAR, '--where', 'lr > 5')
    expect({ code, err }).toEqual({ code: 0, err: 'No run passes --where.\n' })
  })
})

test('assay exam shows a saved table: some rows, sorted, some columns, and charts', async () => {
  const folder = temporaryFolder()
  const saved = join(folder, 'runs.tsv')
  await assay('exam', CIFAR, ...ACC, '--out', saved)
  const chart = ['--chart', 'bar:lr:acc', '--chart-file', join(folder, 'acc.svg')]
  const { code, out } = await assay(
    ...['exam', saved, '--where', 'lr == 0.1', '--sort', 'acc:desc', '--columns', 'seed,acc'],
    ...chart,
  )
  expect(code).toBe(0)
  expect(out).toBe('seed\tacc\n2\t0.9296\n0\t0.929\n1\t0.9242\n')
  expect(existsSync(join(folder, 'acc.svg'))).toBe(true)
  expect((await assay('exam', saved, ...ACC)).err).toContain('is for folders of runs')
  expect((await assay('exam', saved, '--sort', 'ac')).err).toContain("Did you mean 'acc'?")
  expect((await assay('exam', `${saved}.tsv`)).err).toContain('There is no file')
})

describe('assay table', () => {
  test('has a row a group, over seeds', async () => {
    const { code, out, err } = await assay('table', CIFAR, ...ACC)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const rows = rowsOf(out)
    expect(rows.map(({ lr, runs, acc_n }) => [lr, runs, acc_n])).toEqual([
      ['0.01', '3', '3'],
      ['0.1', '3', '3'],
    ])
    expect(Number(rows[1]?.['acc_mean'])).toBeCloseTo(0.9276, 10)
  })

  test.each(['tsv', 'json'])('asks a saved table, .%s, as it asks a folder', async (ending) => {
    const saved = join(temporaryFolder(), `runs.${ending}`)
    await assay('exam', CIFAR, ...ACC, '--out', saved)
    const again = await assay('table', saved, '--metric', 'acc', '--where', 'seed != 1')
    const folder = await assay('table', CIFAR, ...ACC, '--where', 'seed != 1')
    expect(again).toEqual(folder)
    expect((await assay('table', saved, '--regex', 'x')).err).toContain('saved table')
  })

  test('writes the statistics that are asked for, and knows when a name is a slip', async () => {
    const { out } = await assay('table', CIFAR, ...ACC, '--stats', 'median,q25,n')
    expect(Object.keys(rowsOf(out)[0] ?? {})).toEqual([
      'lr',
      'runs',
      'acc_median',
      'acc_q25',
      'acc_n',
    ])
    const slip = await assay('table', CIFAR, ...ACC, '--stats', 'mediam')
    expect(slip.code).toBe(2)
    expect(slip.err).toContain("Did you mean 'median'?")
  })

  test('tells which params differ within a group', async () => {
    const { err } = await assay(
      ...['table', MLXP, '--metric', 'train.loss@last', '--where', DONE],
      ...['--by', 'config.optimizer.lr'],
    )
    expect(err).toContain('differ in config.model.num_units;')
  })

  test.each([
    ['md', /\| 0\.1 \| 3 \| 0\.928 ± 0\.007 \|/],
    ['tex', /\$0\.928 \\pm 0\.007\$/],
    ['html', /0\.928 ± 0\.007/],
    ['csv', /^lr,runs,acc_mean,acc_ci95/],
  ])('writes %s', async (format, pattern) => {
    const { code, out } = await assay('table', CIFAR, ...ACC, '--format', format)
    expect(code).toBe(0)
    expect(out).toMatch(pattern)
  })

  test.each(['xlsx', 'parquet', 'arrow'])(
    'writes a file by its ending, .%s, and says that it is not read back',
    async (ending) => {
      const file = join(temporaryFolder(), `table.${ending}`)
      const { code, err } = await assay('table', CIFAR, ...ACC, '--out', file)
      expect({ code, err }).toEqual({ code: 0, err: `Table: ${file}\n` })
      expect(readFileSync(file).length).toBeGreaterThan(100)
      const again = await assay('table', file, '--by', 'lr')
      expect(again.code).toBe(2)
      expect(again.err).toContain('a table is read from .tsv, .txt, .csv or .json')
    },
  )
})

describe('assay best', () => {
  test('ranks groups and says which test it was', async () => {
    const { code, out } = await assay('best', CIFAR, ...ACC, '--goal', 'max')
    expect(code).toBe(0)
    const [first, second] = rowsOf(out)
    expect(first).toMatchObject({ lr: '0.1', verdict: 'best' })
    expect(second).toMatchObject({ lr: '0.01', verdict: 'worse' })
    expect(second?.['test']).toContain('paired t of 3')
    // scipy.stats.ttest_rel([0.9039, 0.9021, 0.9011], [0.929, 0.9242, 0.9296]).pvalue
    expect(Number(second?.['p'])).toBeCloseTo(0.005324941814187885, 12)
  })

  test('needs to know what is better, and which metric it is about', async () => {
    expect((await assay('best', CIFAR, ...ACC)).err).toContain('--goal')
    expect((await assay('best', CIFAR, '--goal', 'max')).err).toContain('--metric')
  })
})

test('a note says when no group has two runs', async () => {
  const file = join(temporaryFolder(), 'own.csv')
  writeFileSync(file, 'lr,seed,acc,loss\n1,0,0.9,3.2\n1,1,0.92,3.1\n2,0,0.8,4.5\n2,1,0.7,4.4\n')
  const loose = await assay('best', file, '--metric', 'acc', '--goal', 'max')
  expect(loose.err).toContain('every group has one run')
  expect(loose.err).toContain('grouped by lr, loss')
  const told = await assay('best', file, '--metric', 'acc', '--goal', 'max', '--by', 'lr')
  expect(rowsOf(told.out)[0]).toMatchObject({ lr: '1', runs: '2', verdict: 'best' })
})

test('assay compare sets two selections side by side, and lists what has no match', async () => {
  const query = (lr: string) => `config.optimizer.lr == ${lr} & ${DONE}`
  const { code, out, err } = await assay(
    ...['compare', MLXP, '--metric', 'train.loss@last'],
    ...['--where', query('1'), '--versus', `${query('10')} & config.model.num_units < 4`],
  )
  expect(code).toBe(0)
  expect(rowsOf(out).map((row) => [row['config.model.num_units'], row['verdict']])).toEqual([
    ['2', 'lower'],
    ['3', 'lower'],
  ])
  expect(err).toMatch(/Only in one of the two sets:\n.*\n.*\b4\b/)
  expect((await assay('compare', CIFAR, ...ACC)).err).toContain('two folders')
})

test('assay compare says when runs are in both sets', async () => {
  const { err } = await assay(
    ...['compare', CIFAR, ...ACC, '--where', 'lr == 0.1', '--versus', 'seed < 2'],
  )
  expect(err).toContain('Note: 2 runs are in both sets, and compared with themselves.')
})

test('assay pivot has a row a value of one param, a column a value of the other', async () => {
  const { code, out } = await assay(
    ...['pivot', MLXP, '--metric', 'train.loss@last', '--where', DONE, '--goal', 'min'],
    ...['--rows', 'config.model.num_units', '--columns', 'config.optimizer.lr', '--format', 'md'],
  )
  expect(code).toBe(0)
  expect(out).toMatch(/\| 4 \| \*\*2\.730 ± 0\.010.*\*\* \| \*\*1\.592 ± 0\.010.*\*\* \|/)
})

test('assay curves writes the mean by step, and a chart of it', async () => {
  const chart = join(temporaryFolder(), 'loss.svg')
  const { code, out, err } = await assay(
    ...['curves', MLXP, '--series', 'train.loss', '--where', DONE, '--by', 'config.optimizer.lr'],
    ...['--chart', chart],
  )
  expect(code).toBe(0)
  expect(rowsOf(out)).toHaveLength(12)
  // The mean of the nine first losses, from MLXP's own aggregate.
  expect(Number(rowsOf(out)[0]?.['train.loss_mean'])).toBeCloseTo(4.615790493809175, 12)
  expect(err).toContain(`Chart: ${chart}\n`)
  expect(existsSync(chart)).toBe(true)
})

test('assay diff has a row a param that differs', async () => {
  const { out } = await assay('diff', CIFAR, '--regex', 'Seed_0')
  expect(rowsOf(out).map(({ param }) => param)).toEqual(['lr'])
})

test('a command reads its table from a file that a person made', async () => {
  const file = join(temporaryFolder(), 'own.csv')
  writeFileSync(file, 'model,seed,acc\na,0,0.9\na,1,0.92\nb,0,0.5\nb,1,0.51\n')
  const { out } = await assay('best', file, '--metric', 'acc', '--goal', 'max')
  expect(rowsOf(out).map(({ model }) => model)).toEqual(['a', 'b'])
})

test.each(['table', 'best --goal max', 'pivot --rows lr --columns data'])(
  'assay %s shows that no run has a metric, and the likely name',
  async (words) => {
    const [command = '', ...options] = words.split(' ')
    const none = ['--metric', 'acc=trian:/test_acc=(.+)/', '--strict']
    const { code, out, err } = await assay(command, CIFAR, ...none, ...options)
    expect(code).toBe(1)
    expect(out).toMatch(/^lr\t/)
    expect(err).toContain('found no file log.trian.*')
  },
)

test('a metric that is a series is told from one that is not there', async () => {
  const { code, err } = await assay('table', MLXP, '--metric', 'train.loss')
  expect(code).toBe(2)
  expect(err).toContain('--metric train.loss@last')
})

test.each([
  ['table', '--by', 'lr'],
  ['best', '--goal', 'max'],
  ['pivot', '--rows', 'lr', '--columns', 'seed'],
  ['compare', '--versus', 'lr == 7', '--on', 'lr'],
])('assay %s says when no run passes', async (command, ...options) => {
  const { code, err } = await assay(command, CIFAR, ...ACC, '--where', 'lr == 5', ...options)
  expect(code).toBe(0)
  expect(err).toContain('No run passes --where.\n')
})

test('assay compare does not compare runs with all runs', async () => {
  const { code, err } = await assay('compare', CIFAR, ...ACC, '--versus', 'lr == 1')
  expect(code).toBe(2)
  expect(err).toContain('--where')
})

test('a saved table is grouped by what is named, and else asks which columns are metrics', async () => {
  const file = join(temporaryFolder(), 'own.csv')
  writeFileSync(file, 'lr,seed,acc\n1,0,0.9\n1,1,0.92\n2,0,0.8\n')
  const { code, out } = await assay('table', file, '--by', 'lr', '--stats', 'n')
  expect({ code, out }).toEqual({ code: 0, out: 'lr\truns\tacc_n\n1\t2\t2\n2\t1\t1\n' })
  expect((await assay('table', file)).err).toContain('say --metric')
})

test('names are separated by a comma, and a blank if one likes', async () => {
  const { out } = await assay('table', CIFAR, ...ACC, '--by', 'lr, data', '--stats', 'n')
  expect(out).toMatch(/^lr\tdata\truns\tacc_n\n/)
})

test('--grid says what it takes', async () => {
  const { err } = await assay('curves', CIFAR, '--series', 'loss=train:/loss=(.+)/', '--grid', 'x')
  expect(err).toContain('union, intersection')
})

test('a chart is written also where the reader of the table has gone', async () => {
  const chart = join(temporaryFolder(), 'loss.svg')
  const stdout = new Writable({
    write: (_, __, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  })
  const stderr = new Writable({ write: (_, __, done) => done() })
  const argv = ['curves', MLXP, '--series', 'train.loss', '--where', DONE, '--chart', chart]
  expect(await run(argv, { stdout, stderr }, new AbortController().signal)).toBe(0)
  expect(existsSync(chart)).toBe(true)
})

test('a saved table that is damaged is told of, and not taken for a fault of ours', async () => {
  const file = join(temporaryFolder(), 'own.csv')
  writeFileSync(file, 'lr,acc\n1,0.5\n2\n1,0.7\n')
  const ask = ['table', file, '--metric', 'acc', '--by', 'lr', '--stats', 'n']
  const { code, out, err } = await assay(...ask)
  expect({ code, out }).toEqual({ code: 0, out: 'lr\truns\tacc_n\n1\t2\t2\n' })
  expect(err).toMatch(/Line 3 of .* \[csv-syntax\]\n/)
  expect((await assay(...ask, '--strict')).code).toBe(1)
  writeFileSync(file, 'lr,\0acc\n')
  const binary = await assay(...ask)
  expect(binary.code).toBe(2)
  expect(binary.err).toMatch(/^assay: .* is not a text file/)
})
