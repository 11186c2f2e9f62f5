import { readFileSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Folder } from '../../src/examiner/place.js'
import { IssueError, type FileProblem } from '../../src/issue.js'
import { mlLogger } from '../../src/layouts/ml-logger/layout.js'
import { MLLogger } from '../../src/layouts/ml-logger/ml-logger.js'
import { folderOf } from '../support/runs.js'
import { EXPECTED, RUNS } from './ml-logger-support.js'

/** All that the layout gives for a folder, and the codes of its issues. */
function read(folder: string) {
  const problems: FileProblem[] = []
  const report = (problem: FileProblem): void => void problems.push(problem)
  const [run] = mlLogger.open(new Folder(folder), report)
  const params = run?.params(report)
  const names = run?.seriesNames?.(report) ?? []
  const values = Object.fromEntries(
    names.map((name) => [name, Array.from<unknown>(run?.points?.(name, report)?.values ?? [])]),
  )
  return { params, values, codes: problems.map(({ code }) => code), problems }
}

// Pickles of protocol 0 can be written by hand.
const pickles = (...texts: readonly string[]): string => texts.map((text) => `${text}.`).join('')
const dict = (...entries: readonly string[]): string => `(d${entries.map((e) => `${e}s`).join('')}`
const text = (value: string): string => `V${value}\n`
const integer = (value: number): string => `I${value}\n`
const entry = (key: string, value: string): string => text(key) + value

describe('cut off at every byte', () => {
  /** What is read of each beginning of a file, by its length, with the number of whole records. */
  function* cuts(run: string, file: string) {
    const { boundaries } = EXPECTED['pickle records'][`${run}/${file}`] ?? { boundaries: [] }
    const bytes = readFileSync(join(RUNS, run, file))
    const ends = [...boundaries, bytes.length].slice(1)
    const folder = folderOf({ [file]: bytes })
    for (let { length } = bytes; length > 0; length--) {
      truncateSync(join(folder, file), length)
      const records = ends.filter((end) => end <= length).length
      yield { ...read(folder), length, records, whole: ends.includes(length) }
    }
  }

  test('metrics.pkl keeps the records before', () => {
    for (const { values, codes, records, whole } of cuts('alice/summary', 'metrics.pkl')) {
      expect(values['step'] ?? []).toEqual([0, 1, 2, 3, 4, 5].slice(0, records))
      expect(codes).toEqual(whole ? [] : ['pickle-truncated'])
    }
  })

  test('parameters.pkl keeps the records before', () => {
    const rates = [undefined, 0.01, 0.01, 0.05, 0.05]
    const status = [undefined, undefined, 'started', 'started', 'completed']
    const file = cuts('alice/demo/lr-0.01/seed_1', 'parameters.pkl')
    for (const { params, codes, records, whole } of file) {
      const { Args, job } = params as Record<string, Record<string, unknown> | undefined>
      expect([Args?.['lr'], job?.['status']]).toEqual([rates[records], status[records]])
      expect(codes).toEqual(whole ? [] : ['pickle-truncated'])
    }
  })
})

describe('files that hold nothing', () => {
  test('an empty metrics.pkl is a run that recorded nothing yet', () => {
    expect(read(folderOf({ 'metrics.pkl': '' }))).toMatchObject({
      params: {},
      values: {},
      codes: [],
    })
  })

  test('an empty parameters.pkl alone is skipped, and beside metrics it is told', () => {
    const alone = read(folderOf({ 'parameters.pkl': '' }))
    expect(alone).toMatchObject({ params: undefined, codes: ['param-empty'] })
    const beside = read(folderOf({ 'parameters.pkl': '', 'metrics.pkl': '' }))
    expect(beside).toMatchObject({ params: {}, codes: ['param-empty'] })
  })

  test('a folder or a link of the name of a file is told', () => {
    const folder = folderOf({ 'parameters.pkl/a': '', 'b/metrics.pkl': '' })
    symlinkSync(join(folder, 'b'), join(folder, 'metrics.pkl'))
    expect(read(folder)).toMatchObject({ params: {}, values: {}, codes: ['file-unreadable'] })
    const loop = folderOf({})
    symlinkSync('parameters.pkl', join(loop, 'parameters.pkl'))
    expect(read(loop)).toMatchObject({ params: {}, codes: ['file-unreadable'] })
  })
})

describe('files that hold something else', () => {
  test('text in place of pickles', () => {
    const { params, values, codes } = read(
      folderOf({ 'parameters.pkl': 'lr: 0.1\n', 'metrics.pkl': '{"loss": 1}\n' }),
    )
    expect({ params, values }).toEqual({ params: {}, values: {} })
    expect(codes).toEqual([expect.stringMatching(/^pickle-/), expect.stringMatching(/^pickle-/)])
  })

  test('records that are no dicts are left out and told once', () => {
    const records = [integer(1), dict(entry('lr', integer(2))), text('x'), 'N']
    const { params, values, codes } = read(
      folderOf({ 'parameters.pkl': pickles(...records), 'metrics.pkl': pickles(...records) }),
    )
    expect(params).toEqual({ lr: 2 })
    expect(values).toEqual({ lr: [2] })
    expect(codes).toEqual(new Array(4).fill('layout-mismatch'))
  })

  test('keys that are not texts are kept by their text', () => {
    const inner = dict(`${integer(1)}${text('a')}`, `N${text('b')}`)
    const folder = folderOf({
      'parameters.pkl': pickles(dict(entry('Args', inner))),
      'metrics.pkl': pickles(dict(`${integer(7)}${integer(8)}`)),
    })
    expect(read(folder)).toMatchObject({
      params: { Args: { 1: 'a', null: 'b' } },
      values: { 7: [8] },
      codes: [],
    })
    expect(new MLLogger(folder).readParams()).toEqual({ 'Args.1': 'a', 'Args.null': 'b' })
  })

  test('`__proto__` is a name like any other', () => {
    const evil = dict(entry('__proto__', dict(entry('polluted', integer(1)))))
    const folder = folderOf({ 'parameters.pkl': pickles(evil), 'metrics.pkl': pickles(evil) })
    const { params } = read(folder)
    expect(Object.keys(params ?? {})).toEqual(['__proto__'])
    expect(new MLLogger(folder).readParams()).toEqual({ '__proto__.polluted': 1 })
    expect(new MLLogger(folder).readMetrics().columnNames()).toEqual(['__proto__'])
    expect('polluted' in {}).toBe(false)
  })

  test('a list that holds itself', () => {
    const cyclic = '(lp0\ng0\na'
    const folder = folderOf({ 'metrics.pkl': pickles(dict(entry('a', cyclic))) })
    expect(read(folder).values['a']).toHaveLength(1)
  })

  test('params without end: a dict that holds itself, and dicts that unfold to millions', () => {
    const cyclic = folderOf({ 'parameters.pkl': pickles(`(dp0\n${entry('self', 'g0\n')}s`) })
    expect(read(cyclic)).toMatchObject({ params: {}, codes: ['file-too-large'] })
    let bomb = `(dp0\n`
    for (let level = 1; level < 40; level++) {
      const twice = [entry('x', `g${level - 1}\n`), entry('y', `g${level - 1}\n`)]
      bomb = `${bomb}0(dp${level}\n${twice.map((e) => `${e}s`).join('')}`
    }
    const folder = folderOf({ 'parameters.pkl': pickles(bomb) })
    expect(read(folder)).toMatchObject({ params: {}, codes: ['file-too-large'] })
  })

  test('text files with lines that do not parse', () => {
    const folder = folderOf({
      __presence: '',
      'metrics.jsonl': '{"loss": 1}\n[1]\n{"loss": \n{"loss": NaN}\n',
      'metrics.yaml': 'acc: 1\n\nacc: [\n\nacc: 3\nnote: "a\n\n  b"\n\n- 4\n',
    })
    const { values, problems } = read(folder)
    expect(values['loss']).toEqual([1, NaN])
    expect(values['acc']).toEqual([1, 3])
    expect(values['note']).toEqual(['a\nb'])
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['layout-mismatch', undefined],
      ['json-syntax', 3],
      ['yaml-syntax', expect.any(Number)],
      ['layout-mismatch', undefined],
    ])
  })
})

describe('how records are merged', () => {
  const merged = (...records: readonly string[]) =>
    read(folderOf({ 'parameters.pkl': pickles(...records) })).params

  test('a dict into a dict, anything else in place of what was there', () => {
    const a = dict(entry('A', dict(entry('x', integer(1)), entry('y', integer(2)))))
    const b = dict(entry('A', dict(entry('x', dict(entry('z', integer(3)))))))
    expect(merged(a, b)).toEqual({ A: { x: { z: 3 }, y: 2 } })
    expect(merged(b, a)).toEqual({ A: { x: 1, y: 2 } })
  })

  test('what Python takes for false does not replace a dict', () => {
    const a = dict(entry('A', dict(entry('x', integer(1)))))
    for (const none of ['N', integer(0), text(''), '(l', '(t', '(d']) {
      expect(merged(a, dict(entry('A', none)))).toEqual({ A: { x: 1 } })
    }
    expect(merged(dict(entry('A', integer(1))), dict(entry('A', 'N')))).toEqual({ A: null })
  })

  test('dicts with nothing in them disappear at any depth', () => {
    expect(merged(dict(entry('A', dict(entry('b', '(d'), entry('c', '(l')))))).toEqual({
      A: { c: [] },
    })
    expect(merged(dict(entry('A', '(d')))).toEqual({})
  })
})

describe('the readers of MLLogger', () => {
  test('keep what could be read and tell the rest', () => {
    const logger = new MLLogger(
      folderOf({
        'a.jsonl': '{"a": 1}\n{"a":',
        'b.pkl': pickles(integer(1)) + '(',
        'c.yaml': 'a: 1\na: 2\n',
        'd.json': '{"a": 1, "a": 2}',
      }),
    )
    expect(logger.loadJsonl('a.jsonl')).toEqual([{ a: 1 }])
    expect(logger.loadPkl('b.pkl')).toEqual([1])
    expect(logger.loadYaml('c.yaml')).toEqual({ a: 2 })
    expect(logger.loadJson('d.json')).toEqual({ a: 2 })
    expect(logger.issues.map(({ code }) => code)).toEqual([
      'json-syntax',
      'pickle-truncated',
      'yaml-duplicate-key',
      'json-duplicate-key',
    ])
  })

  test('throw what has no value at all', () => {
    const logger = new MLLogger(
      folderOf({ 'a.json': '{', 'b.yaml': 'a: [', 'c.txt': Uint8Array.of(255, 0, 1), 'd/e': '' }),
    )
    expect(() => logger.loadJson('a.json')).toThrow(IssueError)
    expect(() => logger.loadYaml('b.yaml')).toThrow(IssueError)
    expect(() => logger.loadText('c.txt')).toThrow(IssueError)
    expect(() => logger.loadText('d')).toThrow(/not a regular file/)
    expect(logger.issues).toEqual([])
  })
})
