import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadArtifact } from '../../src/artifacts/artifact-loaders.js'
import { Folder } from '../../src/examiner/place.js'
import type { Experiment, Params } from '../../src/experiment.js'
import type { FileProblem } from '../../src/issue.js'
import type { Run } from '../../src/layouts/layout.js'
import { mlxp } from '../../src/layouts/mlxp/layout.js'
import { gatherColumns, varies } from '../../src/table/columns.js'
import { artifactField } from '../../src/table/fields.js'
import { eachParam } from '../../src/table/flatten.js'
import { fromPython } from '../support/python.js'

const FIXTURES = join(import.meta.dirname, '../fixtures/mlxp')
const SETS = ['logs', 'logs_old'] as const

/**
 * What the tool's reader says. Not asked here are `queries`, `bad result_format` and those of the
 * `operations` that are no reading of a value: they are the query language and its tables. Of
 * `printed`, that it made a database, which we do not.
 */
interface Expected {
  readonly printed: readonly string[]
  readonly len: number
  readonly searchable: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly 'diff()': readonly string[]
  readonly "diff('info')": readonly string[]
  readonly 'filter()': {
    readonly ids: readonly number[]
    readonly columns: readonly string[]
    readonly dtypes: Readonly<Record<string, string>>
  }
  readonly 'toPandas(lazy=False)': {
    readonly columns: readonly string[]
    readonly shape: readonly number[]
    readonly printed: readonly string[]
  }
  readonly operations: readonly { readonly operation: string; readonly result: unknown }[]
}

interface Database {
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly runs: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A folder of runs as the layout reads it: all of each run, by the run's number. */
function readAll(set: (typeof SETS)[number]) {
  const folder = join(FIXTURES, set)
  const problems: FileProblem[] = []
  const report = (problem: FileProblem): void => void problems.push(problem)
  const runs = new Map<string, Run & { readonly param: Params }>()
  const passedOver: string[] = []
  const skipped: string[] = []
  for (const name of readdirSync(folder)) {
    const place = new Folder(join(folder, name))
    if (mlxp.recognise(place) === undefined) {
      passedOver.push(name)
      continue
    }
    for (const run of mlxp.open(place, report)) {
      const param = run.params(report)
      if (param === undefined) skipped.push(name)
      else runs.set(name, { ...run, param })
    }
  }
  return { runs, passedOver, skipped, problems, report }
}

/** The file of the real reader; NaN and the infinities are bare words in the database. */
function expected(file: string): unknown {
  const text = readFileSync(join(FIXTURES, 'expected', file), 'utf8')
  const words: Record<string, string> = { NaN: 'nan', Infinity: 'inf', '-Infinity': '-inf' }
  const quoted = text.replaceAll(/(?<=: )(?:NaN|-?Infinity)(?=,?$)/gm, (word) => {
    return JSON.stringify({ $float: words[word] })
  })
  return fromPython(JSON.parse(quoted))
}

/** The columns of a run as the real reader has them: params, series and artifacts by their fields. */
function columnsOf(set: (typeof SETS)[number], run: Run & { readonly param: Params }) {
  const report = (): void => undefined
  const params = new Map<string, unknown>()
  eachParam(run.param, (name, value) => params.set(name, value))
  const series = new Map<string, unknown>()
  for (const name of run.seriesNames?.(report) ?? []) {
    series.set(name, Array.from<unknown>(run.points?.(name, report)?.values ?? []))
  }
  const artifacts = new Map<string, string[]>()
  // The reader of 2023 knows no artifacts.
  for (const artifact of set === 'logs' ? (run.artifacts?.(report) ?? []) : []) {
    const field = artifactField(artifact)
    artifacts.set(field, [...(artifacts.get(field) ?? []), artifact.name.split('/').at(-1) ?? ''])
  }
  return { params, series, artifacts }
}

const TYPES: Readonly<Record<string, string>> = {
  "<class 'int'>": 'number',
  "<class 'float'>": 'number',
  "<class 'str'>": 'string',
  "<class 'bool'>": 'boolean',
  "<class 'NoneType'>": 'null',
  "<class 'list'>": 'list',
  METRIC: 'METRIC',
  LAZYDATA: 'METRIC',
  Artifact: 'Artifact',
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}

describe.each(SETS)('the runs in %s', (set) => {
  const { runs, passedOver, skipped, problems, report } = readAll(set)
  const real = expected(`${set}.json`) as Expected
  const database = expected(`${set}.database.json`) as Database

  test('are found, and nothing else', () => {
    expect([...runs.keys()].sort()).toEqual(Object.keys(real.values).sort())
    expect(runs.size).toBe(real.len)
    expect(passedOver.sort()).toEqual(set === 'logs' ? ['12.txt', '7x', 'notes'] : [])
  })

  test('are skipped with an issue where the reader says that files were not found', () => {
    const [, listed = '[]'] =
      real.printed
        .slice(1)
        .join()
        .match(/(\[.*\])/) ?? []
    const notFound = Array.from(listed.matchAll(/(\d+)'/g), ([, id]) => id)
    expect(skipped).toEqual(notFound)
    expect(problems.map(({ code }) => code)).toEqual(notFound.map(() => 'param-missing'))
  })

  test('have the fields of the reader, with their types', () => {
    const seen = new Map<string, string[]>()
    const see = (name: string, type: string): void => {
      seen.set(name, [...(seen.get(name) ?? []), type])
    }
    for (const run of runs.values()) {
      const { params, series, artifacts } = columnsOf(set, run)
      for (const [name, value] of params) see(name, typeOf(value))
      for (const name of series.keys()) see(name, 'METRIC')
      for (const name of artifacts.keys()) see(name, 'Artifact')
    }
    // Where runs differ in a field's type, the reader tells of the one that it read last, and it read
    // them in the order of the file system.
    const mixed = new Map(set === 'logs' ? [['config.flag', ['boolean', 'number']]] : [])
    const same = (given: Readonly<Record<string, string>>, names: readonly string[]): void => {
      expect(Object.keys(given).sort()).toEqual(names.toSorted())
      for (const [name, type] of Object.entries(given)) {
        const types = [...new Set(seen.get(name))].sort()
        expect(types, name).toEqual(mixed.get(name) ?? [TYPES[type]])
        expect(types).toContain(TYPES[type])
      }
    }
    const names = [...seen.keys()]
    same(Object.assign({}, ...Object.values(database.fields)) as typeof real.fields, names)
    // The reader reads the settings of the tool of 2023 into its database and then passes them over.
    same(
      real.fields,
      names.filter((name) => !name.startsWith('mlxp.')),
    )
    const isParam = (name: string): boolean => /^(?:config|info)\./.test(name)
    expect(names.filter(isParam).sort()).toEqual(real.searchable.toSorted())
  })

  test.each(Object.entries(real.values))('have each value of run %s', (id, values) => {
    const { 'printed while loading': printed, ...wanted } = values
    const run = runs.get(id)
    if (run === undefined) throw new Error(`no run ${id}`)
    const { params, series, artifacts } = columnsOf(set, run)
    expect(Object.fromEntries([...params, ...series, ...artifacts])).toEqual(wanted)
    const lost: FileProblem[] = []
    const again = mlxp.open(new Folder(join(FIXTURES, set, id)), report)[0]
    for (const name of series.keys()) again?.points?.(name, (problem) => void lost.push(problem))
    expect(lost.map(({ code }) => code)).toEqual(printed === undefined ? [] : ['json-syntax'])
  })

  test('have each value of the database', () => {
    const metric = set === 'logs' ? 'METRIC' : 'LAZYDATA'
    const rows = Array.from(runs, ([id, run]): [string, object] => {
      const { params, series, artifacts } = columnsOf(set, run)
      const row = new Map(params)
      for (const name of series.keys()) row.set(name, metric)
      for (const name of artifacts.keys()) row.set(name, 'ARTIFACT')
      return [id, Object.fromEntries(row)]
    })
    expect(Object.fromEntries(rows)).toEqual(database.runs)
  })
})

describe('all runs together', () => {
  const real = expected('logs.json') as Expected
  const runs = Array.from(readAll('logs').runs.values())

  test.each([
    ['config.', 'diff()'],
    ['info.', "diff('info')"],
  ] as const)('the params of %s that vary are those of %s', (start, question) => {
    const experiments = runs.map(
      ({ param }) => ({ param, metric: {}, isDetail: () => false }) as unknown as Experiment,
    )
    const varying = gatherColumns(experiments).params.filter(({ values }) => varies(values))
    const names = varying.map(({ name }) => name).filter((name) => name.startsWith(start))
    // The reader lists a column that the first run lacks once for each run that has it.
    expect(names.sort()).toEqual([...new Set(real[question])].sort())
  })

  test('have the columns of filter() and toPandas(), of the types that pandas has for them', () => {
    const columns = new Map<string, unknown[]>()
    for (const [row, run] of runs.entries()) {
      const { params, series, artifacts } = columnsOf('logs', run)
      for (const [name, value] of [...params, ...series, ...artifacts]) {
        if (!columns.has(name)) columns.set(name, Array<unknown>(runs.length).fill(undefined))
        columns.get(name)?.splice(row, 1, value)
      }
    }
    const { ids, columns: names, dtypes } = real['filter()']
    const whole = real['toPandas(lazy=False)']
    // The reader has its rows in the order of the ids as texts.
    const ours = Array.from(runs, ({ param }) => idOf(param))
    expect(ours.map(String).sort().map(Number)).toEqual(ids)
    expect([...columns.keys()].sort()).toEqual(names.toSorted())
    expect([...columns.keys()].sort()).toEqual(whole.columns.toSorted())
    expect([runs.length, columns.size]).toEqual(whole.shape)
    // It prints what is wrong with a line once for each column of the file; here it is an issue.
    const wrong = Object.values(real.values).flatMap(({ 'printed while loading': printed = {} }) =>
      Object.values(printed as Readonly<Record<string, readonly string[]>>).flat(),
    )
    expect(whole.printed).toEqual(wrong)
    const kinds: Record<string, string> = { int64: 'numbers', float64: 'numbers' }
    const kindsOfOurs = Array.from(columns, ([name, values]) => [name, kindOf(values)])
    const theirs = Object.entries(dtypes).map(([name, dtype]) => [name, kinds[dtype] ?? dtype])
    expect(Object.fromEntries(kindsOfOurs)).toEqual(Object.fromEntries(theirs))
  })
})

function idOf({ info }: Params): unknown {
  return (info as { readonly logger: Params }).logger['log_id']
}

/** What pandas makes of a column: numbers may be missing among others, booleans may not. */
function kindOf(values: readonly unknown[]): string {
  const given = values.filter((value) => value !== undefined && value !== null)
  const isNumeric = given.every((value) => typeof value === 'number')
  // A None where other runs have nothing counts as NaN.
  if (isNumeric && (given.length > 0 || values.includes(undefined))) return 'numbers'
  return values.every((value) => typeof value === 'boolean') ? 'bool' : 'object'
}

test('circumstances are details, the status and the configuration are not', () => {
  const names = ['info.hostname', 'info.logger.log_id', 'mlxp.use_logger', 'mlxp', 'info']
  expect(names.filter((name) => mlxp.isDetail?.(name))).toEqual(names)
  const told = ['info.status', 'config.seed', 'config.info.x', 'information']
  expect(told.filter((name) => mlxp.isDetail?.(name))).toEqual([])
})

test('a key that some lines lack leaves gaps in its steps', () => {
  const run = mlxp.open(new Folder(join(FIXTURES, 'logs/1')), () => undefined)[0]
  expect(run?.points?.('test.lr_now', () => undefined)?.steps).toEqual(Float64Array.of(2))
})

test('artifacts have their type, path and size, also where NumPy added to the name', () => {
  const folder = join(FIXTURES, 'logs/21/artifacts')
  const run = mlxp.open(new Folder(join(FIXTURES, 'logs/21')), () => undefined)[0]
  const sizeOf = (path: string): number => readFileSync(join(folder, path)).length
  const entry = (name: string, type: string, path = name) => {
    return { name, type, path: join(folder, path), size: sizeOf(path) }
  }
  expect(run?.artifacts?.(() => undefined)).toEqual([
    entry('numpy/params.npz', 'numpy', 'numpy/params.npz_tmp.npz'),
    entry('pickle/eval/step1/res.pkl', 'pickle'),
    entry('pickle/last_ckpt.pkl', 'pickle'),
  ])
})

test('artifacts have the columns and names of the reader', () => {
  const { operations } = expected('logs.json') as Expected
  const known = new Map(operations.map(({ operation, result }) => [operation, result]))
  const [, run] = Array.from(readAll('logs').runs).find(([id]) => id === '21') ?? []
  if (run === undefined) throw new Error('no run 21')
  const { artifacts } = columnsOf('logs', run)
  expect([...artifacts.keys()].sort()).toEqual(known.get('run 21: artifact columns'))
  for (const field of ['artifact.pickle.', 'artifact.pickle..eval.step1']) {
    expect(artifacts.get(field)).toEqual(known.get(`run 21: ['${field}'] names`))
  }
})

test('artifacts hold what the reader loads from them', () => {
  const loaded = (expected('logs.json') as Expected).operations.flatMap(({ operation, result }) => {
    const [, field = '', file = ''] =
      /^run 21: \['(.*)'\]\['(.*)'\]\.load\(\)$/.exec(operation) ?? []
    return file === '' ? [] : [[`${field} ${file}`, result] as const]
  })
  const run = mlxp.open(new Folder(join(FIXTURES, 'logs/21')), () => undefined)[0]
  const files = (run?.artifacts?.(() => undefined) ?? []).map((file) => {
    return [`${artifactField(file)} ${basename(file.name)}`, loadArtifact(file, new Map())] as const
  })
  // The reader does not find the array, for NumPy added to its name.
  const [array, ...others] = files
  expect(array?.[1]).toHaveProperty('weights')
  expect(others.sort()).toEqual(loaded.filter(([, result]) => !isError(result)).sort())
  expect(loaded.filter(([, result]) => isError(result)).map(([name]) => name)).toEqual([array?.[0]])
})

const isError = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'error' in result

test('artifacts of 2023 are found by their folders', () => {
  const run = mlxp.open(new Folder(join(FIXTURES, 'logs_old/1')), () => undefined)[0]
  expect(run?.artifacts?.(() => undefined)).toEqual([
    {
      name: 'Checkpoint/last_ckpt.pkl',
      type: 'Checkpoint',
      path: join(FIXTURES, 'logs_old/1/artifacts/Checkpoint/last_ckpt.pkl'),
      size: readFileSync(join(FIXTURES, 'logs_old/1/artifacts/Checkpoint/last_ckpt.pkl')).length,
    },
  ])
})
