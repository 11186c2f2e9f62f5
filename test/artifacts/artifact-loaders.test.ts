import { copyFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { loadArtifact, type ArtifactLoader } from '../../src/artifacts/artifact-loaders.js'
import { IssueError } from '../../src/issue.js'
import { NdArray } from '../../src/nd-array.js'
import { folderOf, temporaryFolder } from '../support/runs.js'

function load(path: string, type = '', loaders: Record<string, ArtifactLoader> = {}): unknown {
  return loadArtifact({ name: basename(path), type, path }, new Map(Object.entries(loaders)))
}

function loadText(name: string, content: string | Uint8Array, type = ''): unknown {
  return load(join(folderOf({ [name]: content }), name), type)
}

test.each([
  ['a.json', '{"a": NaN}', { a: NaN }],
  ['a.jsonl', '1\n2\n', [1, 2]],
  ['a.YAML', 'a: 1e-3\nb: 017\n', { a: '1e-3', b: 15 }],
  ['a.yml', '', null],
  ['notes.txt', 'hello\n', 'hello\n'],
  ['a.csv', 'a,b\n1,x\n', { a: [1], b: ['x'] }],
  ['a.tsv', 'a\tb\n1\tx\n', { a: [1], b: ['x'] }],
  ['a.png', new Uint8Array([137, 80]), new Uint8Array([137, 80])],
  ['a.pkl', Buffer.from('\x80\x04K\x01.', 'latin1'), 1],
  ['b.pickle', Buffer.from('\x80\x04K\x01.\x80\x04]K\x02a.', 'latin1'), [1, [2]]],
])('%s', (name, content, value) => {
  expect(loadText(name, content)).toStrictEqual(value)
})

test('NumPy by the ending, or by the first bytes for a type without one', () => {
  const numpy = 'test/fixtures/numpy'
  const array = load(join(numpy, 'fortran2.npy'))
  expect((array as NdArray).toList()).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ])
  expect(Object.keys(load(join(numpy, 'plain.npz')) as object)).toEqual(['weights', 'names'])
  const folder = temporaryFolder()
  copyFileSync(join(numpy, 'scalar.npy'), join(folder, 'scalar'))
  copyFileSync(join(numpy, 'plain.npz'), join(folder, 'plain'))
  expect(load(join(folder, 'scalar'), 'numpy')).toBeInstanceOf(NdArray)
  expect(Object.keys(load(join(folder, 'plain'), 'numpy') as object)).toEqual(['weights', 'names'])
})

test('what MLXP stores', () => {
  const folder = 'test/fixtures/mlxp/logs/21/artifacts'
  expect(load(join(folder, 'pickle/last_ckpt.pkl'), 'pickle')).toBeTypeOf('object')
  expect(load(join(folder, 'numpy/params.npz_tmp.npz'), 'numpy')).toBeTypeOf('object')
})

test('a registered loader comes first, also for a type that is known', () => {
  const loader = (path: string): string => `read ${basename(path)}`
  const path = join(folderOf({ 'a.json': '{}' }), 'a.json')
  expect(load(path, 'mine', { mine: loader })).toBe('read a.json')
  expect(load(path, 'other', { mine: loader })).toEqual({})
})

function problemOf(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    if (error instanceof IssueError) return error.problem
    throw error
  }
  return undefined
}

test('an unknown type says how to register a loader', () => {
  const problem = problemOf(() => loadText('model.pth', 'PK', 'torch'))
  expect(problem).toMatchObject({ code: 'artifact-unsupported' })
  expect(problem).toHaveProperty(
    'message',
    expect.stringContaining('artifactLoaders: { "torch": (path) => ... }'),
  )
})

test.each([
  ['a.json', '{', 'json-syntax'],
  ['a.jsonl', '1\n{', 'json-syntax'],
  ['a.yaml', 'a: [', 'yaml-syntax'],
  ['a.csv', 'a,b\n1', 'csv-syntax'],
  ['a.npy', '\x93NUMPY', 'file-damaged'],
  ['a.npz', 'PK', 'file-damaged'],
  ['a.pkl', '', 'pickle-truncated'],
  ['a.pkl', Buffer.from('\x80\x04K', 'latin1'), 'pickle-truncated'],
  ['a.txt', 'a\0', 'file-binary'],
])('a damaged %s says so', (name, content, code) => {
  expect(problemOf(() => loadText(name, content))).toMatchObject({ code })
})

test('a file that is gone', () => {
  for (const name of ['a.json', 'a.png', 'a.pkl', 'a.npz', 'a.jsonl', 'a.csv']) {
    expect(problemOf(() => load(join('no-such-folder', name)))).toMatchObject({
      code: 'file-unreadable',
    })
  }
})
