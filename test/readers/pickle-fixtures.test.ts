import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FileProblem } from '../../src/index.js'
import { PickledObject } from '../../src/pickled-object.js'
import type { ClassHandler } from '../../src/readers/pickle/class-handler.js'
import { readPickles } from '../../src/readers/pickle/read.js'
import { formOfRead, formOfWritten } from './pickle/form.js'

const fixtures = join(import.meta.dirname, '..', 'fixtures')

describe('ML-Logger', () => {
  const root = join(fixtures, 'ml-logger', 'runs')
  const expected = JSON.parse(
    readFileSync(join(fixtures, 'ml-logger', 'expected.json'), 'utf8'),
  ) as {
    runs: Record<string, Record<string, unknown>>
    'other files in alice/files': Record<string, unknown>
    'pickle records': Record<string, { records: number; boundaries: number[]; error?: string }>
  }

  const files = Object.entries(expected.runs).flatMap(([run, facts]) =>
    Object.keys(facts).flatMap((key) => {
      const name = /^load_pkl\('(.*)'\)$/.exec(key)?.[1]
      return name === undefined ? [] : [{ file: `${run}/${name}`, tool: facts[key] }]
    }),
  )
  const others = Object.entries(expected['other files in alice/files']).flatMap(([key, tool]) => {
    const name = /^load_pkl\('(.*)'\)$/.exec(key)?.[1]
    return name === undefined ? [] : [{ file: `alice/files/${name}`, tool }]
  })
  const readable = [...files, ...others].filter(({ tool }) => Array.isArray(tool))

  // The tool gives objects of Python; what they are here is tested below.
  test.each(readable.filter(({ file }) => !file.startsWith('alice/objects_by_name/metrics')))(
    '$file holds what the tool reads there',
    ({ file, tool }) => {
      expect(readPickles(join(root, file)).map(formOfRead)).toEqual(
        (tool as unknown[]).map(formOfWritten),
      )
    },
  )

  test.each(Object.entries(expected['pickle records']))(
    '%s has as many records as there are whole ones',
    (file, { records, error }) => {
      const problems: FileProblem[] = []
      const values = readPickles(join(root, file), { report: (problem) => problems.push(problem) })
      // The last one that was counted is the one that is cut off.
      expect(values.length).toBe(error === undefined ? records : records - 1)
      expect(problems.map(({ code }) => code)).toEqual(
        error === undefined ? [] : ['pickle-truncated'],
      )
    },
  )

  test('the records before a cut are those that the tool reads one by one', () => {
    const run = expected.runs['alice/truncated'] ?? {}
    for (const name of ['metrics.pkl', 'parameters.pkl']) {
      const tool = (run[`record by record, ${name}`] as unknown[]).slice(0, -1)
      const values = readPickles(join(root, 'alice/truncated', name), { report: () => undefined })
      expect(values.map(formOfRead)).toEqual(tool.map(formOfWritten))
    }
  })

  test('objects that the tool cannot read are looked at by name', () => {
    const read = (path: string): unknown =>
      JSON.parse(JSON.stringify(readPickles(join(root, path))))
    expect(read('alice/objects_dict_and_list_subclass/metrics.pkl')).toEqual([
      { step: 0 },
      { box: '<myproj.sched.Box>', stack: '<myproj.sched.Stack>', kind: '<myproj.sched.Kind.B>' },
      { step: 1 },
    ])
    expect(read('alice/objects_by_value/metrics.pkl')).toMatchObject([
      { step: 0 },
      { obj: '<__main__.Schedule>', fn: '<dill._dill._create_function>' },
      { step: 1 },
    ])
  })

  test('objects of well-known classes are values', () => {
    const [first] = readPickles(join(root, 'alice/objects_by_name/metrics.pkl'))
    expect(first).toMatchObject({
      lin: { module: 'myproj.sched', name: 'Linear', args: [], state: { a: 3, steps: [1, 2] } },
      point: { module: 'myproj.sched', name: 'Point', args: [1, 2.5] },
      fn: { module: 'myproj.sched', name: 'warm', args: undefined },
      path: 'a/b',
      od: { z: 1, a: 2 },
      dd: { k: [1] },
      cnt: { a: 2, b: 1, c: 1 },
      dq: [1, 2],
      delta: '1 day, 0:00:02',
      dec: '1.10',
      frac: '1/3',
      cplx: '(1+2j)',
      ell: { module: 'builtins', name: 'Ellipsis' },
      rng: { module: 'builtins', name: 'range', args: [1, 10, 3] },
      sl: { module: 'builtins', name: 'slice', args: [1, null, null] },
      ba: Uint8Array.from([97, 98]),
      uid: '00000000-0000-0000-0000-000000000005',
    })
    expect(String((first as Record<string, unknown>)['ts'])).toBe('2024-02-29 12:30:45.000006')
    expect(String((first as Record<string, unknown>)['day'])).toBe('2024-02-29')
  })
})

describe('rigorous_recorder', () => {
  const root = join(fixtures, 'rigorous-recorder')
  const expected = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as {
    collections: Record<string, { records: unknown[] }>
  }
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })

  test.each(names.filter((name) => name.endsWith('.pickle')))('%s is one whole pickle', (name) => {
    expect(readPickles(join(root, name)).length).toBe(1)
  })

  test.each(['my_study', 'with_errors', 'reopened'])(
    'the records of %s are the items of their ancestors, then their own',
    (name) => {
      const file = join(root, 'data', `${name}.collection`, 'records.pickle')
      const records = readPickles(file)[0] as PickledObject[]
      const merged = records.map(({ state }) => {
        const [itself, ancestors] = state as unknown as [object, PickledObject[]]
        const inherited = ancestors
          .toReversed()
          .map(({ items }): object => Object.fromEntries(new Map(items as Map<string, unknown>)))
        return formOfRead([...inherited, itself].reduce((all, own) => ({ ...all, ...own })))
      })
      expect(merged).toEqual(expected.collections[name]?.records.map(formOfWritten))
    },
  )

  test('a million records need no object each', () => {
    const shared = new PickledObject('rigorous_recorder', 'AncestorDict')
    const own: unknown[] = []
    const handler: ClassHandler = {
      create: () => shared,
      build: (_, state) => own.push(Array.isArray(state) ? state[0] : state),
    }
    const [records] = readPickles(join(root, 'old/my_study.pickle'), {
      classes: new Map([['AncestorDict', handler]]),
    })
    const list = (records as unknown[]).at(-1) as unknown[]
    expect(list.length).toBe(2100)
    expect(list.every((item) => item === shared)).toBe(true)
    expect(own.length).toBe(2100)
    expect(own[0]).toMatchObject({})
  })
})
