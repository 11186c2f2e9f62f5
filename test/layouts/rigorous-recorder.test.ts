import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Folder, SingleFile } from '../../src/examiner/place.js'
import type { FileProblem } from '../../src/issue.js'
import { rigorousRecorder } from '../../src/layouts/rigorous-recorder/layout.js'
import { fromPython } from '../support/python.js'
import { folderOf } from '../support/runs.js'

const FIXTURES = join(import.meta.dirname, '../fixtures/rigorous-recorder')

type Row = Readonly<Record<string, unknown>>

interface Collection {
  readonly experiment_numbers: readonly number[]
  readonly prev_internal_experiment_local_data: Row
  readonly records: Row[]
  readonly itself_of_first: Row
  readonly ancestors_of_first: Row[]
}

interface Saved {
  readonly class: string
  readonly local_data: Row
  readonly lineage: Row[]
  readonly all_records: Row[]
  /** What each record of a RecordKeeper owns, without those of its children. */
  readonly itself?: Row[]
}

interface OneFile {
  readonly 'collection data': Row
  readonly 'last experiment': Row
  readonly record_keepers: Row
  readonly len: number
  readonly experiment_numbers: readonly number[]
}

const expected = fromPython(JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8'))) as {
  readonly collections: Readonly<Record<string, Collection>>
  readonly files: Readonly<
    Record<string, { readonly load_from?: Saved; readonly load?: { readonly items: Row[] } }>
  >
  readonly 'old/my_study.pickle': OneFile
}

/** What records show that is neither a param of the run nor a series: what they inherit below it. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  'my_study 1': ['model', 'training', 'size', 'testing'],
  'my_study 2': ['model', 'training', 'size', 'testing'],
  'single/record_keeper_root.pickle': ['experiment', 'episode'],
  'single/recorder_root.pickle': ['episode', 'tag'],
  // Each of its records has None for it.
  'single/recorder_types.pickle': ['n'],
}

/** The keys of records that are neither params nor series. */
function others(records: readonly Row[], ...known: readonly (readonly string[])[]): string[] {
  const keys = new Set(records.flatMap((record) => Object.keys(record)))
  for (const key of known.flat()) keys.delete(key)
  return [...keys]
}

/** The runs of a place with all that is in them. */
function runsOf(path: string, Kind: typeof Folder | typeof SingleFile) {
  const problems: FileProblem[] = []
  const report = (problem: FileProblem): void => void problems.push(problem)
  const runs = rigorousRecorder.open(new Kind(path), report).map((run) => {
    const names = run.seriesNames?.(report) ?? []
    const series = Object.fromEntries(names.map((name) => [name, run.points?.(name, report)]))
    return { id: run.id, param: run.params(report), names, series }
  })
  return { runs, problems }
}

const collection = (name: string) => runsOf(join(FIXTURES, `data/${name}.collection`), Folder)
const file = (path: string) => runsOf(join(FIXTURES, path), SingleFile)

describe('recognised are', () => {
  const why = (path: string, Kind: typeof Folder | typeof SingleFile): string | undefined =>
    rigorousRecorder.recognise(new Kind(path))

  test.each(['my_study', 'reopened', 'with_errors'])('the collection %s', (name) => {
    expect(why(join(FIXTURES, `data/${name}.collection`), Folder)).toMatch(/records\.pickle in it$/)
  })

  test.each([
    'single/recorder.pickle',
    'single/record_keeper_root.pickle',
    'single/recorder_empty.pickle',
    'old/my_study.pickle',
    'data/my_study.collection/records.pickle',
  ])('the pickle %s', (path) => {
    expect(why(join(FIXTURES, path), SingleFile)).toBe('it names rigorous_recorder')
  })

  test('live-written files', () => {
    expect(why(join(FIXTURES, 'live/episode.yaml'), SingleFile)).toMatch('parent_data_snapshot')
  })

  test('a collection under another name, by its files', () => {
    const folder = folderOf({
      'a/collection_info.pickle': '',
      'b.collection/collection_id.txt': '1',
    })
    expect(why(join(folder, 'a'), Folder)).toBe('collection_info.pickle in it')
    expect(why(join(folder, 'b.collection'), Folder)).toBe('collection_id.txt in it')
  })

  test('but neither other pickles and YAML files nor folders that only sound like it', () => {
    const folder = folderOf({
      'other.pickle': '\x80\x04N.',
      'text.pickle': 'about rigorous_recorder',
      'config.yaml': 'lr: 0.1\n',
      'empty.collection/notes.txt': '',
      'run/records.pickle': '',
    })
    for (const name of ['other.pickle', 'text.pickle', 'config.yaml', 'missing.pickle']) {
      expect(why(join(folder, name), SingleFile)).toBeUndefined()
    }
    for (const name of ['empty.collection', 'run']) {
      expect(why(join(folder, name), Folder)).toBeUndefined()
    }
  })
})

describe('an experiment of a collection is a run', () => {
  test('with its number as id, and the count of errors after one', () => {
    expect(collection('my_study').runs.map(({ id }) => id)).toEqual(['1', '2'])
    expect(collection('with_errors').runs.map(({ id }) => id)).toEqual([
      '1',
      '2-error-1',
      '2-error-2',
      '2',
      '3-error-1',
    ])
  })

  test.each(Object.entries(expected.collections))('with its params: %s', (name, tool) => {
    const { runs, problems } = collection(name)
    expect(problems).toEqual([])
    // The last three ancestors: given to new_experiment, of the experiment, of the collection.
    const data = Object.assign({}, ...tool.ancestors_of_first.slice(-3).toReversed()) as Row
    expect(runs[0]?.param).toEqual(data)
    expect(runs.at(-1)?.param).toMatchObject(tool.prev_internal_experiment_local_data)
    const info = expected.files[`data/${name}.collection/collection_info.pickle`]?.load?.items ?? []
    expect(info).toHaveLength(2)
    for (const known of info) expect(runs.at(-1)?.param).toMatchObject(known)
    const numbers = runs.map(({ param }) => param?.['experiment_number'])
    expect([...new Set(numbers)]).toEqual(tool.experiment_numbers)
  })

  test.each(Object.entries(expected.collections))('with all its records: %s', (name, tool) => {
    const { runs } = collection(name)
    for (const { id, param, names, series } of runs) {
      const start = param?.['experiment_start_time']
      const records = tool.records.filter((record) => record['experiment_start_time'] === start)
      const below = others(records, Object.keys(param ?? {}), names)
      expect(below).toEqual(BELOW[`${name} ${id}`] ?? [])
      for (const [key, points] of Object.entries(series)) {
        const inRecords = records.flatMap((record, step) => (key in record ? [step] : []))
        expect([...(points?.steps ?? [])]).toEqual(inRecords)
        expect([...(points?.values ?? [])]).toEqual(inRecords.map((step) => records[step]?.[key]))
      }
    }
  })

  test('whose series are what its records own, in the order of recording', () => {
    const { runs } = collection('my_study')
    const own = Object.keys(expected.collections['my_study']?.itself_of_first ?? {})
    expect(runs[0]?.names.slice(0, own.length)).toEqual(own)
    expect(runs[0]?.names).toEqual(['index', 'loss', 'accuracy', 'summary', 'best'])
    expect(runs[0]?.series['summary']?.values).toEqual(['done'])
    expect(runs[0]?.series['loss']?.values).toBeInstanceOf(Float64Array)
  })

  test('also in a collection of one file', () => {
    const { runs, problems } = file('old/my_study.pickle')
    const old = expected['old/my_study.pickle']
    expect(problems).toEqual([])
    expect(runs.map(({ id }) => Number(id))).toEqual(old.experiment_numbers)
    expect(runs[0]?.param).toEqual({ ...old['collection data'], ...old['last experiment'] })
    expect(old.record_keepers).toEqual({})
    expect(runs[0]?.series['loss']?.steps).toHaveLength(2000)
    expect(runs[0]?.series['accuracy']?.steps).toHaveLength(100)
  })

  test('even the last one that failed before its first record', () => {
    const info = readFileSync(join(FIXTURES, 'data/with_errors.collection/collection_info.pickle'))
    const records = readFileSync(join(FIXTURES, 'data/reopened.collection/records.pickle'))
    const folder = folderOf({ 'collection_info.pickle': info, 'records.pickle': records })
    const { runs } = runsOf(folder, Folder)
    expect(runs.map(({ id }) => id)).toEqual(['1', '2', '3-error-1'])
    expect(runs[2]).toMatchObject({ param: { experiment_number: 3, had_error: true }, names: [] })
  })

  test('and there is none before the first has ended', () => {
    const folder = folderOf({ 'collection_id.txt': '0.33' })
    expect(runsOf(folder, Folder)).toEqual({ runs: [], problems: [] })
  })
})

describe('a saved recorder is one run', () => {
  const saved = Object.entries(expected.files).flatMap(([path, { load_from: loaded }]) => {
    return loaded ? [[path, loaded] as const] : []
  })

  test.each(saved)('with the data that the tool shows: %s', (path, { lineage }) => {
    const { runs, problems } = file(path)
    expect(problems).toEqual([])
    expect(runs).toHaveLength(1)
    expect(runs[0]?.id).toBeUndefined()
    expect(runs[0]?.param).toEqual(Object.assign({}, ...lineage.toReversed()))
  })

  test.each(saved)('with what its records hold: %s', (path, { all_records: records }) => {
    const [run] = file(path).runs
    const below = others(records, Object.keys(run?.param ?? {}), run?.names ?? [])
    expect(below).toEqual(BELOW[path] ?? [])
    for (const [key, points] of Object.entries(run?.series ?? {})) {
      const steps = records.flatMap((record, step) =>
        (record[key] ?? null) === null ? [] : [step],
      )
      expect([...(points?.steps ?? [])]).toEqual(steps)
      expect([...(points?.values ?? [])]).toEqual(steps.map((step) => records[step]?.[key]))
    }
  })

  test.each(saved)('whose own data is the nearest: %s', (path, { local_data: data }) => {
    expect(file(path).runs[0]?.param).toMatchObject(data)
  })

  test('whose series are what its records own, in the order of recording', () => {
    const { itself = [] } = expected.files['single/record_keeper.pickle']?.load_from ?? {}
    const own = new Set(itself.flatMap((record) => Object.keys(record)))
    expect(file('single/record_keeper.pickle').runs[0]?.names).toEqual([...own])
    // Its own record comes before those of its child, although the pickle has the child first.
    const root = file('single/record_keeper_root.pickle').runs[0]
    expect(root?.names).toEqual(['level', ...own])
  })

  test('and what is not committed yet is no record', () => {
    expect(file('single/recorder_empty.pickle').runs[0]?.names).toEqual([])
  })
})

describe('a live-written file is one run', () => {
  test('with the data of the parents as params', () => {
    const { runs, problems } = file('live/episode.yaml')
    expect(problems).toEqual([])
    expect(runs[0]?.param).toEqual({
      study: 's',
      experiment: 1,
      lr: 0.1,
      note: 'say "hi": ü',
      episode: 1,
      cfg: { a: [1, null, true] },
    })
    expect(runs[0]?.series['x']).toEqual({
      steps: Float64Array.of(0, 1, 2, 3),
      values: Float64Array.of(0, 1, 2, 3),
    })
  })

  test('with numbers where YAML 1.1 would read texts', () => {
    const series = file('live/episode.yaml').runs[0]?.series ?? {}
    const values = ['accuracy', 'inf', 'ninf', 'index', 'huge'].map((key) => series[key]?.values[0])
    expect(values).toEqual([NaN, Infinity, -Infinity, 1e-7, 1e22])
    expect(series['big']?.values).toEqual([100000000000000000000n])
  })

  test('also without a record', () => {
    const { runs, problems } = file('live/no_parent_no_records.yaml')
    expect(problems).toEqual([])
    expect(runs).toMatchObject([{ param: {}, names: [] }])
  })
})

test('the times of an experiment are details', () => {
  const isDetail = (param: string) => rigorousRecorder.isDetail?.(param)
  expect(isDetail('experiment_start_time')).toBe(true)
  expect(isDetail('experiment_duration')).toBe(true)
  expect(isDetail('experiment_number')).toBe(false)
  expect(isDetail('lr')).toBe(false)
})
