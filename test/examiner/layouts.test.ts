import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  AssayError,
  Examiner,
  recognisedPlaces,
  seriesMetric,
  type Layout,
  type Place,
  type Points,
  type Report,
  type Run,
} from '../../src/index.js'
import { folderOf } from '../support/runs.js'

interface Toy {
  readonly id?: string
  readonly params: Record<string, number | string>
  readonly series?: Record<string, (number | string | null)[]>
}

const opened: string[] = []

/** A folder with toy.json in it, or a file many.toy with a list of such. */
const toy: Layout = {
  name: 'toy',
  looksLike: 'a folder with toy.json, or a file *.toy',
  recognise: ({ files, name }) =>
    files.includes('toy.json') ? 'toy.json' : name.endsWith('.toy') ? 'the name *.toy' : undefined,
  open: (place, report) => runsOf(place, report),
  isDetail: (param) => param === 'host',
}

function runsOf(place: Place, report: Report): Run[] {
  const file = place.kind === 'file' ? place.path : join(place.path, 'toy.json')
  const read = (): Toy[] => {
    opened.push(place.name)
    return [JSON.parse(readFileSync(file, 'utf8')) as Toy | Toy[]].flat()
  }
  if (place.kind === 'folder') {
    let toys: Toy[] | undefined
    return [runOf(() => (toys ??= read())[0] ?? { params: {} }, report)]
  }
  return read().map((one) => ({ ...runOf(() => one, report), id: one.id ?? '' }))
}

function runOf(toyOf: () => Toy, report: Report): Run {
  const points = (name: string): Points | undefined => {
    const values = toyOf().series?.[name]
    if (values?.includes('bad') === true) report({ code: 'layout-mismatch', message: 'a bad one' })
    return values && { steps: Float64Array.from(values.keys()), values }
  }
  return {
    params: () => toyOf().params,
    seriesNames: () => Object.keys(toyOf().series ?? {}),
    points,
    artifacts: () => [{ name: 'w.toy', type: 'toy', path: '/w.toy', size: 3 }],
  }
}

const json = (value: unknown): string => JSON.stringify(value)
const LOSS = { loss: [3, 1, 2], epoch: [10, 20, 30], phase: ['a', 1, null] }

function toys(): string {
  return folderOf({
    'a/toy.json': json({ params: { lr: 1, host: 'x' }, series: LOSS }),
    'deep/er/b/toy.json': json({ params: { lr: 2, host: 'y' } }),
    'many.toy': json([
      { id: '10', params: { lr: 10 }, series: { loss: [5] } },
      { id: '9', params: { lr: 9 } },
    ]),
    'c/param': 'lr: 3\n',
    'lost/log.train.1': '',
    'notes.txt': '',
  })
}

describe('recognition', () => {
  test('reads every run of a mixed tree with its own layout, at any depth', async () => {
    const examiner = new Examiner({ layouts: [toy] })
    const summary = await examiner.exam({ output: toys() })
    const layouts = [...examiner.experiments].map(([name, { layout, param }]) => {
      return [name, layout, param['lr']]
    })
    expect(layouts).toEqual([
      ['a', 'toy', 1],
      ['c', 'mlrunner', 3],
      ['deep/er/b', 'toy', 2],
      ['many.toy/9', 'toy', 9],
      ['many.toy/10', 'toy', 10],
    ])
    expect(summary.issues).toMatchObject([{ code: 'param-missing', experiment: 'lost' }])
  })

  test('looks for one layout when told to', async () => {
    const examiner = new Examiner({ layouts: [toy] })
    await examiner.exam({ output: toys(), layout: 'mlrunner' })
    expect([...examiner.experiments.keys()]).toEqual(['c'])
    await expect(examiner.exam({ output: toys(), layout: 'tooy' })).rejects.toThrow("'toy'?")
    expect(() => new Examiner({ layouts: [toy, toy] })).toThrow(AssayError)
  })

  test('takes a file that is named, and with a layout that is forced any file', async () => {
    const output = toys()
    const examiner = new Examiner({ layouts: [toy] })
    await examiner.exam({ output: join(output, 'many.toy'), regex: /9$/ })
    expect([...examiner.experiments.keys()]).toEqual(['many.toy/9'])
    const odd = folderOf({ 'many.bak': json([{ id: '1', params: { lr: 4 } }]) })
    await expect(examiner.exam({ output: join(odd, 'many.bak') })).rejects.toThrow(
      'no layout knows',
    )
    await examiner.exam({ output: join(odd, 'many.bak'), layout: 'toy' })
    expect(examiner.experiments.get('many.bak/1')?.param).toEqual({ lr: 4 })
  })

  test('says when a place looks like two, and takes the first', async () => {
    const output = folderOf({ 'a/param': 'lr: 1\n', 'a/toy.json': json({ params: { lr: 2 } }) })
    const examiner = new Examiner({ layouts: [toy] })
    const { issues } = await examiner.exam({ output })
    expect(examiner.experiments.get('a')?.param).toEqual({ lr: 2 })
    expect(issues).toMatchObject([{ code: 'layout-ambiguous', experiment: 'a' }])
    expect(issues[0]?.message).toContain("layout: 'mlrunner'")
  })

  test('tells what was recognised and why, without reading it', () => {
    const output = toys()
    opened.length = 0
    const places = recognisedPlaces(output, { layouts: [toy] })
    expect(places.map(({ path, ...rest }) => [path.slice(output.length + 1), rest])).toEqual([
      ['a', { layout: 'toy', runs: 1, why: 'toy.json' }],
      ['c', { layout: 'mlrunner', runs: 1, why: 'a file param' }],
      ['deep/er/b', { layout: 'toy', runs: 1, why: 'toy.json' }],
      ['lost', { layout: 'mlrunner', runs: 1, why: 'it is beside other runs of mlrunner' }],
      ['many.toy', { layout: 'toy', runs: 2, why: 'the name *.toy' }],
    ])
    expect(opened).toEqual(['many.toy'])
  })

  test('hands a layout the first bytes of files, however it asks for them', async () => {
    const heads: string[] = []
    const layout: Layout = {
      ...toy,
      recognise: ({ head, kind }) => {
        if (kind === 'file') heads.push(Buffer.from(head(4)).toString())
        return undefined
      },
    }
    await new Examiner({ layouts: [layout] }).exam({
      output: folderOf({ 'a.x': 'first', 'b.x': '', 'r/param': 'lr: 1\n' }),
    })
    expect(heads).toEqual(['firs', ''])
  })

  test('knows databases by what is in them', () => {
    const places = recognisedPlaces('test/fixtures/ml-instrumentation/new')
    expect(new Set(places.map(({ why }) => why))).toEqual(
      new Set(['tables of frame, id, measurement']),
    )
  })

  test('keeps runs apart whose names come out the same', async () => {
    const files = {
      'one/x.toy': json([{ id: '1', params: { lr: 1 } }]),
      'two/x.toy/1/param': 'lr: 2',
    }
    const output = folderOf(files)
    const layout: Layout = {
      ...toy,
      recognise: (place) => (place.kind === 'file' ? toy.recognise(place) : undefined),
    }
    const examiner = new Examiner({ layouts: [layout] })
    await examiner.exam({ output: [join(output, 'one'), join(output, 'two')] })
    const found = [...examiner.experiments].map(([name, { param }]) => [name, param['lr']])
    expect(found).toEqual([
      ['x.toy/1', 1],
      ['x.toy/1#2', 2],
    ])
  })

  test('ends in a tree whose links lead back', async () => {
    const output = toys()
    symlinkSync(output, join(output, 'deep', 'loop'))
    symlinkSync(join(output, 'deep'), join(output, 'again'))
    const examiner = new Examiner({ layouts: [toy] })
    await examiner.exam({ output })
    expect([...examiner.experiments.keys()]).toContain('again/er/b')
    expect(examiner.experiments.size).toBeLessThan(20)
  })

  test('a layout that throws is an issue and stops nothing', async () => {
    const output = toys()
    const broken: Layout = { ...toy, open: () => [{ params: () => JSON.parse('{') as never }] }
    const examiner = new Examiner({ layouts: [broken] })
    const { issues, examined } = await examiner.exam({ output })
    expect(examined).toBe(1)
    expect(issues.filter(({ code }) => code === 'layout-mismatch')).toHaveLength(3)
    expect(issues[0]?.message).toContain("Layout 'toy' threw SyntaxError")
  })
})

describe('a layout that does what it should not', () => {
  const runs = (...of: unknown[]): Partial<Layout> => ({ open: () => of as Run[] })
  const gives = (params: unknown): Partial<Layout> => runs({ params: () => params })

  test.each<[string, Partial<Layout>, string]>([
    [
      'throws when it is asked for what it knows',
      {
        recognise: ({ name }) => (name === 'c' ? undefined : (JSON.parse('{') as string)),
      },
      "Layout 'toy' threw SyntaxError",
    ],
    [
      'throws when it is asked for lost runs',
      {
        claims: () => JSON.parse('{') as boolean,
      },
      "Layout 'toy' threw SyntaxError",
    ],
    ['gives a promise of runs', { open: (() => Promise.resolve([])) as never }, 'not a promise'],
    ['gives a promise of params', gives(Promise.resolve({})), 'gave a promise for the params'],
    ['gives a list of params', gives([1]), 'gave a list for the params'],
  ])('and %s is an issue and stops nothing', async (_, change, message) => {
    const examiner = new Examiner({ layouts: [{ ...toy, ...change }] })
    const { issues } = await examiner.exam({ output: toys() })
    expect(examiner.experiments.get('c')?.param).toEqual({ lr: 3 })
    const [issue] = issues.filter(({ code }) => code === 'layout-mismatch')
    expect(issue?.message).toContain(message)
    expect(issue?.file).toBeDefined()
  })

  test('and gives several runs of one id has the first one examined, and is told', async () => {
    const layout = { ...toy, ...runs(...[1, 2].map((lr) => ({ id: 'x', params: () => ({ lr }) }))) }
    const examiner = new Examiner({ layouts: [layout] })
    const { issues, examined } = await examiner.exam({ output: toys(), regex: 'many' })
    expect(examiner.experiments.get('many.toy/x')?.param).toEqual({ lr: 1 })
    expect(examined).toBe(1)
    expect(issues).toMatchObject([{ code: 'layout-mismatch', experiment: 'many.toy' }])
  })

  test('and keeps the params that it gave does not see them changed', async () => {
    const params = Object.freeze({ lr: 1 })
    const examiner = new Examiner({ layouts: [{ ...toy, ...gives(params) }] })
    const output = folderOf({ 'a/toy.json': '' })
    await examiner.exam({ output })
    Object.assign(examiner.experiments.get('a')?.param ?? {}, { lr: 2 })
    await examiner.exam({ output })
    await examiner.exam({ output })
    expect(examiner.experiments.get('a')?.param).toEqual({ lr: 1 })
  })

  test('and is none is refused', () => {
    expect(() => new Examiner({ layouts: [{ name: 'x' } as Layout] })).toThrow(
      'A layout has a name and the functions',
    )
  })
})

describe('series', () => {
  async function experimentA() {
    const examiner = new Examiner({ layouts: [toy], artifactLoaders: { toy: (path) => [path] } })
    await examiner.exam({ output: toys() })
    const experiment = examiner.experiments.get('a')
    if (!experiment) throw new Error('no experiment a')
    return { examiner, experiment }
  }

  test('are typed arrays, over the steps of the layout or of another series', async () => {
    const { experiment } = await experimentA()
    expect(experiment.seriesNames).toEqual(['loss', 'epoch', 'phase'])
    expect(experiment.series('loss')).toEqual({
      steps: Float64Array.of(0, 1, 2),
      values: Float64Array.of(3, 1, 2),
    })
    expect(experiment.series('loss', { x: 'epoch' })?.steps).toEqual(Float64Array.of(10, 20, 30))
    expect(experiment.series('lost')).toBeUndefined()
    expect(experiment.series('loss', { x: 'lost' })).toBeUndefined()
  })

  test('leave out what is no number, and say so once', async () => {
    const { examiner, experiment } = await experimentA()
    expect(experiment.series('phase')).toEqual({
      steps: Float64Array.of(1, 2),
      values: Float64Array.of(1, NaN),
    })
    experiment.series('phase')
    expect(examiner.issues.map(({ code, experiment: name }) => [code, name])).toEqual([
      ['param-missing', 'lost'],
      ['series-not-numeric', 'a'],
    ])
    expect(experiment.points('phase')?.values).toEqual(['a', 1, null])
  })

  test('are read once an exam, and not before they are asked for', async () => {
    const output = toys()
    opened.length = 0
    const examiner = new Examiner({ layouts: [toy] })
      .add(seriesMetric('loss@last'))
      .add(seriesMetric('loss@argmin'))
      .add(function own(_dir, experiment) {
        experiment.metric['n'] = experiment.series('epoch')?.values.length
      })
    await examiner.exam({ output })
    expect(opened.sort()).toEqual(['a', 'b', 'many.toy'])
  })

  test('become metrics, of typed columns', async () => {
    const examiner = new Examiner({ layouts: [toy] })
      .add(seriesMetric('loss@last'))
      .add(seriesMetric('loss@min', { name: 'best' }))
      .add(seriesMetric('loss@mean'))
      .add(seriesMetric('loss@argmin', { x: 'epoch' }))
      .add(seriesMetric('loss@all'))
      .add(seriesMetric('phase@first', { as: 'value' }))
    const { issues } = await examiner.exam({ output: toys(), regex: 'a$|many' })
    expect(issues).toEqual([])
    const table = examiner.table({ concise: false })
    const last: number | null = table.get('loss@last', 0)
    expect(last).toBe(2)
    expect(table.objects()).toEqual([
      {
        host: 'x',
        lr: 1,
        best: 1,
        'loss@all': { steps: Float64Array.of(0, 1, 2), values: Float64Array.of(3, 1, 2) },
        'loss@argmin': 20,
        'loss@last': 2,
        'loss@mean': 2,
        'phase@first': 'a',
      },
      {
        host: null,
        lr: 9,
        best: null,
        'loss@all': null,
        'loss@argmin': null,
        'loss@last': null,
        'loss@mean': null,
        'phase@first': null,
      },
      {
        host: null,
        lr: 10,
        best: 5,
        'loss@all': { steps: Float64Array.of(0), values: Float64Array.of(5) },
        'loss@argmin': null,
        'loss@last': 5,
        'loss@mean': 5,
        'phase@first': null,
      },
    ])
  })

  test('that no run has are an issue with the nearest name', async () => {
    const examiner = new Examiner({ layouts: [toy] }).add(seriesMetric('los@last'))
    const { issues } = await examiner.exam({ output: toys(), regex: '^a$' })
    expect(issues).toMatchObject([{ code: 'parser-found-nothing', parser: 'los@last' }])
    expect(issues[0]?.message).toContain("Did you mean 'loss'?")
  })

  test('over steps that no run has are an issue that names those', async () => {
    const examiner = new Examiner({ layouts: [toy] }).add(seriesMetric('loss@all', { x: 'epok' }))
    const { issues } = await examiner.exam({ output: toys(), regex: '^a$' })
    expect(issues[0]?.message).toContain("found no series 'epok' in any of 1 experiments.")
    expect(issues[0]?.message).toContain("Did you mean 'epoch'?")
  })

  test('that no run has beside its steps are an issue', async () => {
    const output = folderOf({
      'a/toy.json': json({ params: {}, series: { loss: [1] } }),
      'b/toy.json': json({ params: {}, series: { epoch: [1] } }),
    })
    const examiner = new Examiner({ layouts: [toy] }).add(seriesMetric('loss@all', { x: 'epoch' }))
    const { issues } = await examiner.exam({ output })
    expect(issues[0]?.message).toContain("series 'loss' and 'epoch' together in none of 2")
  })

  test('an unknown way to keep is refused', () => {
    expect(() => seriesMetric('loss@lst')).toThrow("Did you mean 'last'?")
    expect(() => seriesMetric('acc@5')).toThrow("'acc@5@last'")
    expect(() => seriesMetric('loss@min', { as: 'value' })).toThrow('needs numbers')
  })

  test('artifacts are loaded by the loader of their type', async () => {
    const { experiment } = await experimentA()
    expect(experiment.artifacts[0]).toMatchObject({ name: 'w.toy', type: 'toy', size: 3 })
    expect(experiment.artifacts[0]?.load()).toEqual(['/w.toy'])
  })
})

describe('tables and fields', () => {
  test('circumstances stay out of concise tables', async () => {
    const examiner = new Examiner({ layouts: [toy] })
    await examiner.exam({ output: toys(), layout: 'toy' })
    expect(examiner.table().columnNames()).toEqual(['lr'])
    expect(examiner.table({ concise: false }).columnNames()).toEqual(['host', 'lr'])
  })

  test('a field that is a series and a metric is counted once a run', async () => {
    const examiner = new Examiner({ layouts: [toy] }).add(seriesMetric('loss', { name: 'loss' }))
    await examiner.exam({ output: toys(), layout: 'toy' })
    expect(examiner.fields().objects()).toContainEqual({
      field: 'loss',
      type: 'number|series',
      searchable: true,
      runs: 2,
    })
  })

  test('fields are listed with their types and in how many runs they are', async () => {
    const examiner = new Examiner({ layouts: [toy] }).add(seriesMetric('loss@last'))
    await examiner.exam({ output: toys(), layout: 'toy' })
    expect(examiner.fields().objects()).toEqual([
      { field: 'artifact.toy.', type: 'artifact', searchable: false, runs: 4 },
      { field: 'epoch', type: 'series', searchable: false, runs: 1 },
      { field: 'host', type: 'string', searchable: true, runs: 2 },
      { field: 'loss', type: 'series', searchable: false, runs: 2 },
      { field: 'loss@last', type: 'number', searchable: true, runs: 2 },
      { field: 'lr', type: 'number', searchable: true, runs: 4 },
      { field: 'phase', type: 'series', searchable: false, runs: 1 },
    ])
  })
})
