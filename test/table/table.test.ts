import { describe, expect, test } from 'vitest'
import { AssayError, Examiner, logMetric, type Metrics, type Params } from '../../src/index.js'
import { folderOf } from '../support/runs.js'

/** An Examiner that has examined runs with these params (YAML) and metrics. */
async function examined(runs: Record<string, { param: string; metric?: Metrics }>) {
  const files = Object.entries(runs).map(([name, { param }]) => [`${name}/param`, param])
  const examiner = new Examiner().add(function give(_dir, experiment) {
    Object.assign(experiment.metric, runs[experiment.name]?.metric)
  })
  await examiner.exam({ output: folderOf(Object.fromEntries(files) as Record<string, string>) })
  return examiner
}

async function varying(...params: string[]): Promise<string[]> {
  const runs = params.map((param, i) => [`run${i}`, { param: `${param}\n` }])
  return (await examined(Object.fromEntries(runs) as Record<string, { param: string }>))
    .table()
    .columnNames()
}

describe('columns', () => {
  test('params that vary, sorted, then metrics, sorted; none that begins with _', async () => {
    const examiner = await examined({
      a: { param: 'z: 1\nb: 1\nsame: x\n_name: a', metric: { f1: 1, acc: 1 } },
      b: { param: 'z: 2\nb: 2\nsame: x\n_name: b', metric: { bleu: 2 } },
    })
    expect(examiner.table().columnNames()).toEqual(['b', 'z', 'acc', 'bleu', 'f1'])
    expect(examiner.table({ concise: false }).columnNames()).toEqual([
      'b',
      'same',
      'z',
      'acc',
      'bleu',
      'f1',
    ])
  })

  test('a param and a metric of one name are both there', async () => {
    const examiner = await examined({
      a: { param: 'acc: 1\nparam:\n  acc: 5', metric: { acc: 0.5 } },
      b: { param: 'acc: 2\nparam:\n  acc: 6', metric: { acc: 0.6 } },
    })
    const table = examiner.table()
    expect(table.get('acc', 0)).toBe(0.5)
    expect(table.objects()[1]).toEqual({ 'param.acc': 6, 'param.param.acc': 2, acc: 0.6 })
  })

  test('a param that begins with _ stays hidden beside a metric of its name', async () => {
    const examiner = await examined({
      a: { param: '_a: 1', metric: { _a: 2 } },
      b: { param: '_a: 3' },
    })
    expect(examiner.table().columnNames()).toEqual(['_a'])
    expect(examiner.table().array('_a')).toEqual([2, null])
  })

  test('nested maps become dotted columns, lists stay values', async () => {
    const examiner = await examined({
      a: { param: 'model: {depth: 2, sizes: [1, 2], opt: {lr: 0.1}}\nnone: {}\nlayers: {1: 64}' },
      b: { param: 'model: {depth: 3, sizes: [1, 2], opt: {lr: 0.1}}\nnone: {}\nlayers: {1: 32}' },
    })
    expect(examiner.table({ concise: false }).objects()[0]).toEqual({
      'layers.1': 64,
      'model.depth': 2,
      'model.opt.lr': 0.1,
      'model.sizes': [1, 2],
      none: {},
    })
    expect(examiner.table().columnNames()).toEqual(['layers.1', 'model.depth'])
  })

  test('hostile names do no harm', async () => {
    const examiner = await examined({
      a: { param: 'm: {__proto__: {x: 1}}\n__proto__: 5\nconstructor: 1\ntoString: 2' },
      b: { param: 'm: {__proto__: {x: 2}}\n__proto__: 5\nconstructor: 2\ntoString: 2' },
    })
    expect(examiner.table().objects()).toEqual([
      { 'm.__proto__.x': 1, constructor: 1 },
      { 'm.__proto__.x': 2, constructor: 2 },
    ])
    expect(examiner.table({ columns: ['__proto__', 'constructor'] }).get('constructor', 1)).toBe(2)
    expect(({} as Params)['x']).toBeUndefined()
  })

  test('numbers are a typed array; a missing value is null', async () => {
    const examiner = await examined({
      a: { param: 'lr: 0.1\nseed: 1', metric: { acc: 0.5 } },
      b: { param: 'lr: 1\n', metric: {} },
    })
    const table = examiner.table()
    expect(table.data()['lr']).toEqual(Float64Array.of(0.1, 1))
    expect(table.array('seed')).toEqual([1, null])
    expect(table.array('acc')).toEqual([0.5, null])
  })

  test('the columns asked for, in their order', async () => {
    const examiner = await examined({ a: { param: 'lr: 1\n_time: t', metric: { acc: 1 } } })
    const table = examiner.table({ columns: ['experiment', 'acc', '_time', 'lr'] })
    expect(table.objects()).toEqual([{ experiment: 'a', acc: 1, _time: 't', lr: 1 }])
    expect(() => examiner.table({ columns: ['ac'] })).toThrow("Did you mean 'acc'?")
  })

  test('no experiments make an empty table', () => {
    expect(new Examiner().table().numRows()).toBe(0)
  })
})

describe('what varies', () => {
  test.each([
    ['1 and 1.0 are one value', ['x: 1', 'x: 1.0'], []],
    ['1 and true are two', ['x: 1', 'x: true'], ['x']],
    ['1 and "1" are two', ['x: 1', "x: '1'"], ['x']],
    ['all NaN are one', ['x: .nan', 'x: .NaN'], []],
    ['missing counts as a value', ['x: 1', 'y: 1', 'x: 1\ny: 1'], ['x', 'y']],
    ['missing is not null', ['x: null', 'y: 1\nx: null', 'y: 1'], ['x', 'y']],
    ['equal lists are one', ['x: [1, [2.0]]', 'x: [1.0, [2]]'], []],
    ['other lists are two', ['x: [1, 2]', 'x: [2, 1]'], ['x']],
    ['equal maps in lists are one', ['x: [{a: 1, b: 2}]', 'x: [{b: 2, a: 1}]'], []],
    ['other maps in lists are two', ['x: [{a: 1}]', 'x: [{a: 1, b: 2}]'], ['x']],
    [
      'equal maps with lists as keys are one',
      Array(2).fill('x: [{? !!python/tuple [1, 2] : 3}]'),
      [],
    ],
    ['equal sets are one', ['x: !!set {a, b}', 'x: !!set {b, a}'], []],
    ['large integers and floats compare by value', ['x: 10000000000000000', 'x: 1.0e+16'], []],
    ['large integers are not rounded', ['x: 9007199254740993', 'x: 9007199254740992'], ['x']],
    ['a date and its text are two', ['x: 2022-05-17', "x: '2022-05-17'"], ['x']],
    ['equal dates are one', ['x: 2022-05-17', 'x: 2022-05-17'], []],
    ['a date and its midnight are two', ['x: 2022-05-17', 'x: 2022-05-17 00:00:00'], ['x']],
    [
      'one instant in two zones is one',
      ['x: 2022-05-17 07:00:00Z', 'x: 2022-05-17 09:00:00+02:00'],
      [],
    ],
    [
      'microseconds count',
      ['x: 2022-05-17 07:00:00.000001', 'x: 2022-05-17 07:00:00.000002'],
      ['x'],
    ],
    ['equal bytes are one', ['x: !!binary aGk=', 'x: !!binary aGk='], []],
    ['minus zero is zero', ['x: 0.0', 'x: -0.0'], []],
  ])('%s', async (_, params, columns) => {
    expect(await varying(...params)).toEqual(columns)
  })
})

describe('order', () => {
  test('rows are in natural order of the names', async () => {
    const examiner = await examined({
      Seed_10: { param: 's: 10' },
      Seed_9: { param: 's: 9' },
      Seed_1: { param: 's: 1' },
    })
    expect(Array.from(examiner.table().array('s'))).toEqual([1, 9, 10])
  })

  test('a metric that no run has can be sorted by and asked for', async () => {
    const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /acc=(.+)/ }))
    await examiner.exam({ output: folderOf({ 'a/param': 'lr: 1\n', 'b/param': 'lr: 2\n' }) })
    expect(examiner.table({ sort: 'acc:desc' }).columnNames()).toEqual(['lr'])
    expect(examiner.table({ columns: ['acc'] }).array('acc')).toEqual([null, null])
  })

  test('groups of times go by the microsecond', async () => {
    const examiner = await examined({
      a: { param: 't: 2022-05-17 07:00:00.000001' },
      b: { param: 't: 2022-05-17 07:00:00.000002' },
    })
    expect(examiner.table().groupby('t').count().numRows()).toBe(2)
  })

  test('sort takes columns and directions; missing and NaN come last', async () => {
    const examiner = await examined({
      a: { param: 'k: x2', metric: { acc: 1 } },
      b: { param: 'k: x10', metric: { acc: NaN } },
      c: { param: 'k: x10', metric: { acc: 3 } },
      d: { param: 'k: x2' },
      e: { param: 'k: x2', metric: { acc: 2 } },
    })
    const sorted = (sort: string | string[]): string =>
      Array.from(examiner.table({ sort, columns: ['experiment'] }).array('experiment')).join('')
    expect(sorted('acc')).toBe('aecbd')
    expect(sorted('acc:desc')).toBe('ceabd')
    expect(sorted(['k:desc', 'acc'])).toBe('cbaed')
    expect(sorted('experiment:desc')).toBe('edcba')
    expect(() => sorted('ac:desc')).toThrow(AssayError)
    expect(() => sorted('acc:down')).toThrow("no column 'acc:down'")
  })
})
