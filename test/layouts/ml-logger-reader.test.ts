import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ColumnTable } from '../../src/index.js'
import { AssayError } from '../../src/issue.js'
import { MLLogger } from '../../src/layouts/ml-logger/ml-logger.js'
import {
  EXPECTED,
  RUNS,
  cell,
  comparable,
  decoded,
  isError,
  pandasCell,
  type Frame,
  type PandasSeries,
} from './ml-logger-support.js'

const runs = Object.entries(EXPECTED.runs)
const answering = (question: string) =>
  runs.filter(([, answers]) => question in answers && !isError(answers[question]))

const all = { path: '**/metrics.pkl' }
const one = { path: 'lr-0.01/seed_1/metrics.pkl' }
const demo = (): MLLogger => new MLLogger(join(RUNS, 'alice/demo'))
const answer = (question: string): unknown => EXPECTED['queries on alice/demo'][question]

/** The rows of a table as the expected file has them. */
function rowsOf(table: ColumnTable): unknown[][] {
  const names = table.columnNames()
  return Array.from({ length: table.numRows() }, (_, row) =>
    names.map((name) => cell(table.get(name, row))),
  )
}

/** The lists of a column as the expected file has NumPy's arrays. */
const listsOf = (table: ColumnTable, key: string): unknown[] =>
  Array.from(table.array(key) as Iterable<Float64Array>, (list) => {
    expect(list).toBeInstanceOf(Float64Array)
    return { dtype: 'float64', shape: [list.length], list: Array.from(list) }
  })

/** Which columns are of nothing but numbers, as pandas tells them by their types. */
const numericOf = (table: ColumnTable): boolean[] =>
  table.columnNames().map((name) => table.column(name) instanceof Float64Array)
const isNumeric = (dtype: string): boolean => /^(?:int|float)/.test(dtype)

describe('as the tool reads each run', () => {
  test.each(answering('read_params()'))('readParams of %s', (run, answers) => {
    const params = new MLLogger(join(RUNS, run)).readParams()
    const known = decoded(answers['read_params()']) as Record<string, unknown>
    expect(comparable(params)).toEqual(known)
    expect(Object.keys(params)).toEqual(Object.keys(known))
  })

  test.each(
    runs.flatMap(([run, answers]) =>
      Object.entries(answers).flatMap(([question, records]) => {
        const file = /^load_(?:pkl|jsonl)\('(.*)'\)$/.exec(question)?.[1]
        return file === undefined || isError(records) ? [] : [{ run, file, records }]
      }),
    ),
  )('the records of $run/$file', ({ run, file, records }) => {
    const logger = new MLLogger(join(RUNS, run))
    const ours = file.endsWith('.jsonl') ? logger.loadJsonl(file) : logger.loadPkl(file)
    expect(comparable(ours)).toEqual(decoded(records))
    expect(logger.issues).toEqual([])
  })

  test.each(
    ['read_metrics()', "read_metrics(path='metrics.jsonl')"].flatMap((question) =>
      answering(question).map(([run, answers]) => ({ run, frames: answers[question] })),
    ),
  )('readMetrics of $run', ({ run, frames }) => {
    const [[path, frame] = ['', { columns: [], dtypes: [], rows: [] }]] = Object.entries(
      frames as Record<string, Frame>,
    )
    const table = new MLLogger(join(RUNS, run)).readMetrics({ path })
    expect(table.columnNames()).toEqual(frame.columns)
    // Of a column of nothing but None pandas makes NaNs.
    const isNone = (i: number): boolean => ['none', 'n', 'color'].includes(frame.columns[i] ?? '')
    expect(numericOf(table)).toEqual(frame.dtypes.map((type, i) => isNumeric(type) && !isNone(i)))
    expect(rowsOf(table)).toEqual(
      frame.columns.length === 0 ? [] : frame.rows.map((r) => r.map(pandasCell)),
    )
  })
})

describe('runs where the tool raises', () => {
  const failing = runs.flatMap(([run, answers]) =>
    Object.entries(answers).flatMap(([question, a]) => (isError(a) ? [`${run}: ${question}`] : [])),
  )

  test('are these', () => {
    expect(failing).toEqual([
      "alice/objects_by_value: load_pkl('metrics.pkl')",
      'alice/objects_by_value: read_metrics()',
      "alice/objects_dict_and_list_subclass: load_pkl('metrics.pkl')",
      'alice/objects_dict_and_list_subclass: read_metrics()',
      "alice/truncated: load_pkl('parameters.pkl')",
      'alice/truncated: read_params()',
      "alice/truncated: load_pkl('metrics.pkl')",
      'alice/truncated: read_metrics()',
      "alice/truncated_in_text: load_jsonl('metrics.jsonl')",
      "alice/truncated_in_text: read_metrics(path='metrics.jsonl')",
    ])
  })

  test.each(
    runs.flatMap(([run, answers]) =>
      Object.entries(answers).flatMap(([question, records]) => {
        const file = /^record by record, (.*)$/.exec(question)?.[1]
        return file === undefined ? [] : [{ run, file, records: records as unknown[] }]
      }),
    ),
  )('have the records before that: $run/$file', ({ run, file, records }) => {
    const ours = new MLLogger(join(RUNS, run)).loadPkl(file)
    expect(records.findIndex(isError)).toBe(records.length - 1)
    const before = records.slice(0, -1)
    expect(comparable(ours.slice(0, before.length))).toEqual(decoded(before))
    // A cut is the end; an object that the tool cannot make is looked at by name.
    expect(ours).toHaveLength(run === 'alice/truncated' ? before.length : before.length + 2)
  })

  test('have what could be read', () => {
    const read = (run: string, path?: string) => {
      const table = new MLLogger(join(RUNS, run)).readMetrics(path === undefined ? {} : { path })
      return [table.columnNames(), rowsOf(table)]
    }
    const coloured = '<ml_logger.helpers.color_helpers.Color>'
    const [box, stack, kind] = ['Box', 'Stack', 'Kind.B'].map((name) => `<myproj.sched.${name}>`)
    expect(read('alice/objects_dict_and_list_subclass')).toEqual([
      ['step', 'box', 'stack', 'kind'],
      [
        [0, null, null, null],
        [null, box, stack, kind],
        [1, null, null, null],
      ],
    ])
    expect(read('alice/objects_by_value')).toEqual([
      ['step', 'obj', 'fn', 'colored'],
      [
        [0, null, null, null],
        [null, '<__main__.Schedule>', '<dill._dill._create_function>', coloured],
        [1, null, null, null],
      ],
    ])
    const losses = [0, 0.5, 1, 1.5].map((loss, step) => [step, loss])
    expect(read('alice/truncated')).toEqual([['step', 'loss'], losses])
    expect(new MLLogger(join(RUNS, 'alice/truncated')).readParams()).toEqual({ 'Args.lr': 1 })
    expect(read('alice/truncated_in_text', 'metrics.jsonl')).toEqual([['step'], [[0]]])
    const text = new MLLogger(join(RUNS, 'alice/truncated_in_text'))
    expect(text.loadJsonl('metrics.jsonl')).toEqual([{ step: 0 }])
    expect(text.issues.map(({ code }) => code)).toEqual(['json-syntax'])
  })
})

describe('what the tool asks of alice/demo', () => {
  test('glob', () => {
    const known = answer("glob('**/metrics.pkl') sorted")
    expect(demo().glob('**/metrics.pkl')).toEqual(known)
  })

  test('all files and folders of a run, without the hidden ones', () => {
    for (const [run, { files }] of runs) {
      expect([...new MLLogger(join(RUNS, run)).glob('**/*')].sort(), run).toEqual(files)
    }
  })

  test('a parameter of the first file that matches', () => {
    const path = '**/seed_1/parameters.pkl'
    expect(demo().readParams('Args.lr', { path })).toBe(
      answer("read_params('Args.lr', path='**/seed_1/parameters.pkl')"),
    )
  })

  test('a parameter that is not there, with and without a default', () => {
    const path = 'lr-0.01/seed_1/parameters.pkl'
    expect(demo().readParams('Args.nope', { path, default: 5 })).toBe(5)
    expect(demo().readParams('Args.nope', { path, default: null })).toBe(null)
    expect(() => demo().readParams('Args.note_', { path })).toThrow(
      /no parameter 'Args\.note_' in lr-0\.01\/seed_1\/parameters\.pkl\. Did you mean 'Args\.note'\?/,
    )
  })

  test('several parameters, and a group of them', () => {
    const path = 'lr-0.1/seed_2/parameters.pkl'
    expect(demo().readParams(['Args.seed', 'job.status'], { path })).toEqual([2, 'errored'])
    expect(demo().readParams('Net', { path })).toEqual({ act: 'relu', drop: 0 })
  })

  test.each([
    [['loss'], "read_metrics('loss', path=one run)"],
    [['loss', 'step'], "read_metrics('loss', 'step', path=one run)"],
  ])('%s of one run: a list a record', (keys, question) => {
    const known = [answer(question)].flat() as PandasSeries[]
    const table = demo().readMetrics(keys, one)
    expect(table.array('record')).toEqual(known[0]?.index)
    for (const [i, key] of keys.entries()) {
      expect(listsOf(table, key)).toEqual(decoded(known[i]?.series))
    }
  })

  test('means over runs by bins of the steps', () => {
    const [means, steps] = answer(
      "read_metrics('loss@mean', x_key='step', path='**/metrics.pkl')",
    ) as readonly [PandasSeries, PandasSeries]
    const table = demo().readMetrics('loss@mean', { ...all, xKey: 'step' })
    expect(table.columnNames()).toEqual(['bin', 'loss@mean', 'step'])
    expect(table.array('bin')).toEqual(means.index)
    expect(Array.from(table.array('loss@mean'))).toEqual(means.series)
    expect(table.array('bin')).toEqual(steps.index)
    expect(listsOf(table, 'step')).toEqual(decoded(steps.series))
  })

  test('bins of two steps each', () => {
    const [means, steps] = answer(
      "read_metrics('loss@mean', x_key='step@min', bin_size=2, path='**/metrics.pkl')",
    ) as readonly [PandasSeries, PandasSeries]
    const table = demo().readMetrics(['loss@mean'], { ...all, xKey: 'step@min', binSize: 2 })
    expect(table.array('bin')).toEqual(means.index)
    expect(Array.from(table.array('loss@mean'))).toEqual(means.series)
    expect(Array.from(table.array('step@min'))).toEqual(steps.series)
  })

  test('getExps', () => {
    const { columns, dtypes, rows } = answer("get_exps('**') rows sorted by prefix") as Frame
    const table = demo().getExps('**')
    expect(table.columnNames()).toEqual(columns)
    expect(rowsOf(table)).toEqual(rows.map((row) => row.map(pandasCell)))
    expect(numericOf(table)).toEqual(dtypes.map(isNumeric))
  })
})

describe('where the tool fails', () => {
  test('that is for these questions', () => {
    const failing = Object.entries(EXPECTED['queries on alice/demo'])
    expect(failing.flatMap(([question, known]) => (isError(known) ? [question] : []))).toEqual([
      "read_metrics('loss@mean', path='**/metrics.pkl')",
      "read_metrics('reward/mean@mean', 'reward/mean@min', 'reward/mean@16%', path='**/metrics.pkl')",
      "read_metrics('no such key', path='**/metrics.pkl')",
      "read_metrics('loss', path='missing.pkl')",
      "read_params('Args.nope', path=one)",
      "read_params(path='missing.pkl')",
    ])
  })

  test('several files without an x: the records of the same number belong together', () => {
    const keys = ['loss', 'loss@mean', 'loss@min', 'loss@16%', 'reward/mean@count']
    const table = demo().readMetrics(keys, all)
    const losses = demo().readMetrics(all).array('loss') as Float64Array
    const first = [0, 5, 10].map((row) => losses[row] ?? NaN).sort()
    expect(table.array('record')).toEqual([0, 1, 2, 3])
    expect(Array.from(table.get('loss', 0) as Float64Array).sort()).toEqual(first)
    expect(table.get('loss@min', 0)).toBe(first[0])
    // A share of 0.16 of the way over two gaps lies in the first.
    const [low = NaN, middle = NaN] = first
    expect(table.get('loss@16%', 0)).toBeCloseTo(low + 0.32 * (middle - low), 14)
    expect(table.get('reward/mean@count', 3)).toBe(3)
  })

  test('a metric that no file has', () => {
    expect(() => demo().readMetrics('los', all)).toThrow(
      /^There is no metric 'los' in \*\*\/metrics\.pkl\. Did you mean 'loss'\?/,
    )
    expect(() => demo().readMetrics('loss@maen', all)).toThrow(/no aggregate '@maen'.*'mean'/)
    expect(() => demo().readMetrics('loss@101%', all)).toThrow(AssayError)
  })

  test('a file that is not there, and a pattern without a match', () => {
    const path = 'missing.pkl'
    const logger = demo()
    for (const read of [
      () => logger.readMetrics('loss', { path }),
      () => logger.readParams({ path }),
      () => logger.loadPkl(path),
      () => logger.loadText(path),
      () => logger.loadJson(path),
      () => logger.getExps('nowhere'),
    ]) {
      expect(read).toThrow(AssayError)
      expect(read).toThrow(/^There is no file '(?:missing\.pkl|nowhere\/parameters\.pkl)' in '/)
    }
    expect(() => logger.readMetrics({ path: '*/none.pkl' })).toThrow(/^No file matches/)
  })
})

describe('several files', () => {
  test('all records, with the path of each', () => {
    const table = demo().readMetrics(all)
    expect(table.numRows()).toBe(15)
    expect(table.columnNames().at(-1)).toBe('prefix')
    expect(table.get('prefix', 5)).toBe('lr-0.1/seed_0/metrics.pkl')
  })

  test('a file that lacks a key is left out and told', () => {
    const logger = new MLLogger(join(RUNS, 'alice'))
    const table = logger.readMetrics('loss@count', { path: '*/metrics.pkl', xKey: 'step' })
    expect(table.numRows()).toBeGreaterThan(0)
    expect(logger.issues.map(({ message }) => message)).toContain(
      `${join(RUNS, 'alice/summary/metrics.pkl')} has no 'loss'; it was left out.`,
    )
  })

  test('values that are not numbers have no mean, and that is told', () => {
    const logger = new MLLogger(join(RUNS, 'alice/files'))
    const table = logger.readMetrics(['note', 'note@mean'], { path: 'metrics.jsonl' })
    expect(table.objects()).toEqual([{ record: 1, note: ['é\n'], 'note@mean': NaN }])
    expect(logger.issues.map(({ code }) => code)).toEqual(['series-not-numeric'])
  })
})

describe('other files of alice/files', () => {
  const files = (): MLLogger => new MLLogger(join(RUNS, 'alice/files'))
  const known = Object.entries(EXPECTED['other files in alice/files'])

  test('of which the tool has none, or fails', () => {
    const none = known.flatMap(([question, value]) =>
      value === null || isError(value) ? [question] : [],
    )
    expect(none).toEqual([
      "load_pkl('data/custom.pkl')",
      "load_pkl('nope.pkl')",
      "read_metrics(path='data/none.jsonl')",
    ])
    expect(() => files().loadPkl('nope.pkl')).toThrow(/^There is no file 'nope\.pkl' in '/)
    expect(() => files().readMetrics({ path: 'data/none.jsonl' })).toThrow(
      /^There is no file 'data\/none\.jsonl' in '/,
    )
  })

  test.each(known.filter(([, value]) => value !== null && !isError(value)))(
    '%s',
    (question, value) => {
      const [, kind = '', path = '', other] =
        /^load_(\w+)\('(.*)'\)(?: of (.*))?$/.exec(question) ?? []
      const logger = other === undefined ? files() : new MLLogger(join(RUNS, other))
      const load: Record<string, () => unknown> = {
        text: () => logger.loadText(path),
        jsonl: () => logger.loadJsonl(path),
        json: () => logger.loadJson(path),
        yaml: () => logger.loadYaml(path),
        pkl: () => logger.loadPkl(path),
      }
      expect(comparable(load[kind]?.())).toEqual(decoded(value))
      expect(logger.issues).toEqual([])
    },
  )

  test('the metrics of a YAML file: every record, where one document has the last', () => {
    const logger = files()
    const last = EXPECTED.runs['alice/files']?.["load_yaml('metrics.yaml')"]
    expect(last).toEqual({ loss: 0.25, step: 2 })
    expect(logger.loadYaml('metrics.yaml')).toEqual(last)
    const table = logger.readMetrics({ path: 'metrics.yaml' })
    expect(Array.from(table.array('loss'))).toEqual([1, 0.5, 0.25])
  })

  test('an object of a class that only its program has', () => {
    const logger = files()
    expect(logger.loadPkl('data/custom.pkl')).toHaveLength(1)
    expect(logger.issues).toEqual([])
  })
})

test('problems go to a report of your own', () => {
  const told: string[] = []
  const report = ({ code }: { readonly code: string }): void => void told.push(code)
  const logger = new MLLogger(join(RUNS, 'alice/truncated'), { report })
  expect(logger.readParams()).toEqual({ 'Args.lr': 1 })
  expect(logger.readMetrics('loss').numRows()).toBe(4)
  expect(told).toEqual(['pickle-truncated', 'pickle-truncated'])
  expect(logger.issues).toEqual([])
})

test('a file may not be asked for bins that there cannot be', () => {
  expect(() => demo().readMetrics('loss', { ...all, xKey: 'step', binSize: 0 })).toThrow(/binSize/)
  expect(() => demo().readMetrics('loss', { ...all, xKey: 'step', numBins: 1.5 })).toThrow(
    /numBins/,
  )
})
