import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Folder } from '../../src/examiner/place.js'
import { Examiner, type Experiment } from '../../src/index.js'
import { mlLogger } from '../../src/layouts/ml-logger/layout.js'
import { eachParam } from '../../src/table/flatten.js'
import { folderOf } from '../support/runs.js'
import { EXPECTED, RUNS, comparable, decoded, isError } from './ml-logger-support.js'

async function examined(output: string): Promise<Examiner> {
  const examiner = new Examiner()
  await examiner.exam({ output, layout: 'ml-logger' })
  return examiner
}

const examiner = await examined(RUNS)
const { experiments } = examiner

function run(name: string): Experiment {
  const found = experiments.get(name)
  if (found === undefined) throw new Error(`no run ${name}`)
  return found
}

/** What a run recorded, a list of pairs of step and value a series. */
function seriesOf(experiment: Experiment): Record<string, unknown> {
  const pairs = experiment.seriesNames.map((name): [string, unknown] => {
    const { steps, values } = experiment.points(name) ?? { steps: [], values: [] }
    return [name, Array.from(steps, (step, i) => [step, comparable(values[i])])]
  })
  return Object.fromEntries(pairs)
}

const runs = Object.entries(EXPECTED.runs)
const answering = (question: string) =>
  runs.filter(([, answers]) => question in answers && !isError(answers[question]))

test('every run is found, at any depth', () => {
  expect([...experiments.keys()].sort()).toEqual(Object.keys(EXPECTED.runs).sort())
  expect(run('alice/demo/lr-0.1/seed_0').layout).toBe('ml-logger')
})

test.each(answering('read_params()'))('the params of %s', (name, answers) => {
  const params: Record<string, unknown> = {}
  eachParam(run(name).param, (param, value) => {
    params[param] = comparable(value)
  })
  expect(params).toEqual(decoded(answers['read_params()']))
})

test.each(answering("load_pkl('metrics.pkl')"))('the series of %s', (name, answers) => {
  const known: Record<string, [number, unknown][]> = {}
  const records = decoded(answers["load_pkl('metrics.pkl')"]) as Record<string, unknown>[]
  for (const [step, record] of records.entries()) {
    for (const [key, value] of Object.entries(record)) (known[key] ??= []).push([step, value])
  }
  // Here a file of JSON lines stands beside an empty file of pickles.
  if (name === 'alice/truncated_in_text') known['step'] = [[0, 0]]
  expect(seriesOf(run(name))).toEqual(known)
  expect(run(name).seriesNames).toEqual(Object.keys(known))
})

test('series of nothing but numbers are typed arrays', () => {
  const { steps, values } = run('alice/one_by_one').points('eval/acc') ?? {}
  expect(steps).toEqual(Float64Array.of(1, 3, 5, 7, 9))
  expect(values).toEqual(Float64Array.of(0, 0.1, 0.2, 0.3, 0.4))
})

test('the series of a run that logs text: the same keys of both files are told apart', () => {
  const files = run('alice/files')
  expect(files.param).toEqual({})
  expect(files.seriesNames).toEqual([
    'step',
    'loss',
    'note',
    'metrics.yaml:loss',
    'metrics.yaml:step',
  ])
  expect(files.points('loss')?.values).toEqual(Float64Array.of(1, 0.5, 0.25, 0.125))
  expect(files.points('metrics.yaml:loss')?.values).toEqual(Float64Array.of(1, 0.5, 0.25))
  expect(files.points('note')?.values).toEqual([null, 'é\n', null, null])
})

test('of the damaged runs what stands before the damage, and an issue for each file', () => {
  expect(run('alice/truncated').param).toEqual({ Args: { lr: 1 } })
  expect(run('alice/truncated').points('loss')?.values).toEqual(Float64Array.of(0, 0.5, 1, 1.5))
  expect(run('alice/truncated_in_text').points('step')?.values).toEqual(Float64Array.of(0))
  const found = examiner.issues.map(({ code, experiment, file }) => [experiment, code, file])
  expect(found.sort()).toEqual([
    ['alice/truncated', 'pickle-truncated', join(RUNS, 'alice/truncated/metrics.pkl')],
    ['alice/truncated', 'pickle-truncated', join(RUNS, 'alice/truncated/parameters.pkl')],
    ['alice/truncated_in_text', 'json-syntax', join(RUNS, 'alice/truncated_in_text/metrics.jsonl')],
  ])
})

test('the status of a job is a result of interest, its times are circumstances', () => {
  const columns = examiner.table().columnNames()
  expect(columns).toContain('job.status')
  expect(columns).toContain('Args.lr')
  expect(columns.filter((name) => name.startsWith('job.') && name.endsWith('Time'))).toEqual([])
})

describe('artifacts', () => {
  test('are the files beside params, metrics and logs, by their ending', () => {
    const all = run('alice/files').artifacts.map(({ name, type, size }) => [name, type, size])
    expect(all).toEqual([
      ['README.md', 'text', 12],
      ['data/arr.pkl', 'pickle', expect.any(Number)],
      ['data/custom.pkl', 'pickle', expect.any(Number)],
      ['data/d.json', 'json', expect.any(Number)],
      ['data/d.jsonl', 'jsonl', expect.any(Number)],
      ['data/d.yaml', 'yaml', expect.any(Number)],
      ['data/twice.pkl', 'pickle', expect.any(Number)],
      ['data/w.pkl', 'pickle', expect.any(Number)],
      ['figures/grey.png', 'image', expect.any(Number)],
      ['figures/grid.png', 'image', expect.any(Number)],
      ['figures/red.png', 'image', expect.any(Number)],
    ])
    expect(run('alice/demo/lr-0.1/seed_0').artifacts).toEqual([])
  })

  test('of runs in the folder of a run are theirs', async () => {
    const output = folderOf({
      'sweep/parameters.pkl': EMPTY_DICT,
      'sweep/a.npy': '',
      'sweep/seed/parameters.pkl': EMPTY_DICT,
      'sweep/seed/deep/b.mp4': '',
      'sweep/seed/.hidden': '',
    })
    const { experiments: found } = await examined(output)
    const names = Array.from(found.values(), ({ name, artifacts }) => [
      name,
      artifacts.map((one) => one.type),
    ])
    expect(names).toEqual([
      ['sweep', ['numpy']],
      ['sweep/seed', ['video']],
    ])
  })

  test('links: a file counts, a folder is passed over, a broken one is told', () => {
    const folder = folderOf({ 'parameters.pkl': EMPTY_DICT, 'a.txt': 'a' })
    symlinkSync(join(folder, 'a.txt'), join(folder, 'b.txt'))
    symlinkSync('nowhere', join(folder, 'c.txt'))
    symlinkSync('.', join(folder, 'loop'))
    symlinkSync('self', join(folder, 'self'))
    const told: string[] = []
    const [opened] = mlLogger.open(new Folder(folder), () => undefined)
    const found = opened?.artifacts?.(({ code, file }) => told.push(`${code} ${file}`))
    expect(found?.map(({ name, size }) => [name, size])).toEqual([
      ['a.txt', 1],
      ['b.txt', 1],
      ['c.txt', undefined],
      ['self', undefined],
    ])
    expect(told).toEqual([
      `artifact-missing ${join(folder, 'c.txt')}`,
      `artifact-missing ${join(folder, 'self')}`,
    ])
  })

  test('a folder with a data set in it ends at ten thousand', () => {
    const folder = folderOf({ 'parameters.pkl': EMPTY_DICT })
    mkdirSync(join(folder, 'data'))
    for (let i = 0; i < 10_005; i++) writeFileSync(join(folder, 'data', `${i}.png`), '')
    const told: string[] = []
    const [opened] = mlLogger.open(new Folder(folder), () => undefined)
    expect(opened?.artifacts?.(({ message }) => told.push(message))).toHaveLength(9_999)
    expect(told).toEqual([expect.stringContaining('more than 10000 files and folders')])
  })
})

describe('what is recognised', () => {
  const why = (...files: readonly string[]): string | undefined =>
    mlLogger.recognise(new Folder(folderOf(Object.fromEntries(files.map((file) => [file, ''])))))

  test('by the names that only this tool gives', () => {
    expect(why('parameters.pkl', 'a.txt')).toBe('parameters.pkl')
    expect(why('metrics.pkl', 'parameters.pkl')).toBe('parameters.pkl and metrics.pkl')
  })

  test('by others only with a second sign', () => {
    expect(why('metrics.jsonl')).toBe(undefined)
    expect(why('metrics.yaml', 'outputs.log')).toBe('metrics.yaml with outputs.log beside it')
    expect(why('metrics.jsonl', '.charts.yml')).toBe('metrics.jsonl with .charts.yml beside it')
    expect(why('outputs.log')).toBe(undefined)
    expect(why('metrics.pkl/a.txt')).toBe(undefined)
  })

  test('beside runs a folder with nothing but a log lost its params', async () => {
    const output = folderOf({
      'a/parameters.pkl': EMPTY_DICT,
      'b/outputs.log': 'killed',
      'c/other.txt': '',
    })
    const found = await examined(output)
    expect([...found.experiments.keys()]).toEqual(['a'])
    expect(found.issues.map(({ code, file }) => [code, file])).toEqual([
      ['param-missing', join(output, 'b/parameters.pkl')],
    ])
  })
})

/** `{}` as Python pickles it with protocol 4. */
const EMPTY_DICT = Uint8Array.from([0x80, 4, 0x7d, 0x94, 0x2e])
