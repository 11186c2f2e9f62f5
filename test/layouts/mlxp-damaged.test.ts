import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Folder } from '../../src/examiner/place.js'
import type { FileProblem } from '../../src/issue.js'
import { mlxp } from '../../src/layouts/mlxp/layout.js'
import { Timestamp } from '../../src/timestamp.js'
import { folderOf, temporaryFolder } from '../support/runs.js'

const RUN = join(import.meta.dirname, '../fixtures/mlxp/logs/21')

/** A copy of a real run, changed by `change`. */
function damaged(change: (run: string) => void): string {
  const run = join(temporaryFolder(), '21')
  cpSync(RUN, run, { recursive: true })
  for (const file of ['metadata', 'metrics', 'metrics/.keys', 'artifacts', 'artifacts/.keys']) {
    chmodSync(join(run, file), 0o755)
  }
  change(run)
  return run
}

const withFiles = (files: Readonly<Record<string, string>>): string =>
  damaged((run) => {
    for (const [name, text] of Object.entries(files)) {
      rmSync(join(run, name), { force: true })
      writeFileSync(join(run, name), text)
    }
  })

const without = (...names: readonly string[]): string =>
  damaged((run) => {
    for (const name of names) rmSync(join(run, name), { recursive: true, force: true })
  })

/** All that the layout gives for a run, and the codes of its issues. */
function read(path: string) {
  const problems: FileProblem[] = []
  const report = (problem: FileProblem): void => void problems.push(problem)
  const run = mlxp.open(new Folder(path), report)[0]
  if (run === undefined) throw new Error('no run')
  return {
    run,
    report,
    problems,
    params: run.params(report),
    names: () => run.seriesNames?.(report) ?? [],
    values: (name: string) => {
      const points = run.points?.(name, report)
      return points && [Array.from(points.steps), Array.from<unknown>(points.values)]
    },
    artifacts: () => run.artifacts?.(report) ?? [],
    codes: () => problems.map(({ code }) => code),
  }
}

const recognised = (path: string): string | undefined => mlxp.recognise(new Folder(path))

describe('what is recognised', () => {
  test('a run by its metadata, whatever its name', () => {
    const folder = folderOf({ 'best/metadata/config.yaml': '', 'left/metadata/info.yaml': '' })
    expect(recognised(join(folder, 'best'))).toBe('metadata/config.yaml')
    expect(recognised(join(folder, 'left'))).toBe('metadata/info.yaml')
  })

  test('a numbered folder with metrics, which a Logger alone leaves', () => {
    const folder = folderOf({ '7/metrics/train.json': '', 'x/metrics/train.json': '' })
    expect(recognised(join(folder, '7'))).toBe('metrics/ in a numbered folder')
    expect(recognised(join(folder, 'x'))).toBeUndefined()
  })

  test('no folder with metadata of something else', () => {
    const folder = folderOf({ '7/metadata/readme.txt': '', 'x/metadata': 'text' })
    expect(recognised(join(folder, '7'))).toBeUndefined()
    expect(recognised(join(folder, 'x'))).toBeUndefined()
    expect(recognised(join(folder, 'gone'))).toBeUndefined()
  })

  test('a numbered folder beside runs is one that lost its params', () => {
    const claims = (name: string) => mlxp.claims?.(new Folder(join('/logs', name)))
    expect(['8', '0012', '7x', 'notes'].map(claims)).toEqual([true, true, false, false])
  })
})

describe('damaged metadata', () => {
  test('a run without any is skipped', () => {
    const { params, problems } = read(without('metadata'))
    expect(params).toBeUndefined()
    expect(problems).toMatchObject([
      {
        code: 'param-missing',
        message: expect.stringContaining('config.yaml and info.yaml') as string,
      },
    ])
  })

  test.each(['config.yaml', 'info.yaml'])('a run without %s is skipped', (file) => {
    const { params, problems } = read(without(`metadata/${file}`))
    expect(params).toBeUndefined()
    expect(problems).toMatchObject([
      {
        code: 'param-missing',
        message: expect.stringContaining(`no ${file} in metadata/`) as string,
      },
    ])
  })

  test('a run that a scheduler has not started is skipped, and said to be so', () => {
    const run = damaged((folder) => {
      cpSync(join(folder, 'metadata/config.yaml'), join(folder, 'metadata/config_unresolved.yaml'))
      rmSync(join(folder, 'metadata/config.yaml'), { force: true })
    })
    const { params, problems } = read(run)
    expect(params).toBeUndefined()
    expect(problems).toMatchObject([
      { code: 'param-missing', message: expect.stringContaining('has not started') as string },
    ])
  })

  test.each([
    ['cut off', 'status: RUNNING\nlogger:\n  log_id: "2', 'yaml-syntax'],
    ['binary', 'status: \0\0', 'file-binary'],
  ])('an info.yaml that is %s does not lose the configuration', (_, text, code) => {
    const { params, codes } = read(withFiles({ 'metadata/info.yaml': text }))
    expect(Object.keys(params ?? {})).toEqual(['config'])
    expect(params?.['config']).toMatchObject({ seed: 4 })
    expect(codes()).toEqual([code])
  })

  test('a config.yaml that is a folder does not lose the circumstances', () => {
    const run = damaged((folder) => {
      rmSync(join(folder, 'metadata/config.yaml'), { force: true })
      mkdirSync(join(folder, 'metadata/config.yaml'))
    })
    const { params, codes } = read(run)
    expect(Object.keys(params ?? {})).toEqual(['info'])
    expect(codes()).toEqual(['file-unreadable'])
  })

  test('a link that leads back to itself is a file that cannot be read', () => {
    const run = damaged((folder) => {
      rmSync(join(folder, 'metadata/config.yaml'), { force: true })
      symlinkSync('config.yaml', join(folder, 'metadata/config.yaml'))
    })
    expect(read(run).codes()).toEqual(['file-unreadable'])
  })

  test('an empty one is null, as for the reader, and an issue', () => {
    const { params, codes } = read(withFiles({ 'metadata/config.yaml': '' }))
    expect(params).toMatchObject({ config: null, info: { status: 'COMPLETE' } })
    expect(codes()).toEqual(['param-empty'])
  })

  test('one that is no map is what it is, as for the reader, and an issue', () => {
    const { params, codes } = read(withFiles({ 'metadata/config.yaml': '- 1\n- 2\n' }))
    expect(params?.['config']).toEqual([1, 2])
    expect(codes()).toEqual(['param-not-a-map'])
  })

  test('one of a million values is not used', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join('')
    const { params, codes } = read(withFiles({ 'metadata/config.yaml': many }))
    expect(params).not.toHaveProperty('config')
    expect(codes()).toEqual(['file-too-large'])
  })

  test('of many problems the first are told', () => {
    const many = Array.from({ length: 500 }, (_, index) => `k${index}: !x 1\n`).join('')
    expect(read(withFiles({ 'metadata/config.yaml': many })).codes()).toHaveLength(20)
  })
})

describe('odd configurations', () => {
  const configOf = (text: string) =>
    read(withFiles({ 'metadata/config.yaml': text })).params?.['config']

  test('maps with nothing in them are left out at any depth', () => {
    expect(configOf('a: {}\nb:\n  c: {}\nd:\n  e:\n    f: {}\n  g: []\nh: [{}]\n')).toEqual({
      d: { g: [] },
      h: [{}],
    })
    expect(configOf('1: {}\n2: {a: {}}\n3: 4\n')).toEqual(new Map([[3, 4]]))
    expect(read(withFiles({ 'metadata/config.yaml': '{}\n' })).params).not.toHaveProperty('config')
  })

  test('keys that are no texts and dates are kept', () => {
    const config = configOf('on: 1\nday: 2026-11-21\n')
    expect(config).toEqual(
      new Map<unknown, unknown>([
        [true, 1],
        ['day', new Timestamp('2026-11-21', Date.UTC(2026, 10, 21))],
      ]),
    )
  })

  test('a key __proto__ is data', () => {
    const config = configOf('__proto__: {x: 1}\na: {}\n')
    expect(Object.entries(config ?? {})).toEqual([['__proto__', { x: 1 }]])
    expect(Object.getPrototypeOf(config)).toBe(Object.prototype)
  })
})

describe('damaged metrics', () => {
  test('a line that is not JSON is an issue, and the others are kept', () => {
    const { values, codes, problems } = read(
      withFiles({ 'metrics/train.json': '{"loss": 1}\n{"loss": \n{"loss": 3}\n{"lo' }),
    )
    expect(values('train.loss')?.[1]).toEqual([1, 3])
    expect(new Set(codes())).toEqual(new Set(['json-syntax']))
    expect(problems[0]?.line).toBe(2)
  })

  test('an empty file has no series of its own', () => {
    const { values, codes } = read(withFiles({ 'metrics/train.json': '' }))
    expect(values('train.loss')).toBeUndefined()
    expect(codes()).toEqual([])
  })

  test('a file that is a folder is an issue, once', () => {
    const run = damaged((folder) => {
      rmSync(join(folder, 'metrics/train.json'), { force: true })
      mkdirSync(join(folder, 'metrics/train.json'))
    })
    const { values, codes } = read(run)
    expect(values('train.loss')).toBeUndefined()
    expect(values('train.epoch')).toBeUndefined()
    expect(values('test.epoch')).toBeDefined()
    expect(codes()).toEqual(['file-unreadable'])
  })

  test('a file that is a broken link is an issue', () => {
    const run = damaged((folder) => {
      rmSync(join(folder, 'metrics/train.json'), { force: true })
      symlinkSync('nowhere', join(folder, 'metrics/train.json'))
    })
    const { values, codes } = read(run)
    expect(values('train.loss')).toBeUndefined()
    expect(codes()).toEqual(['file-unreadable'])
  })

  test('without any there are no series', () => {
    const { names, values, codes } = read(without('metrics'))
    expect(names()).toEqual([])
    expect(values('train.loss')).toBeUndefined()
    expect(codes()).toEqual([])
  })

  test('a name that leads out of the folder finds nothing', () => {
    const { values, codes } = read(withFiles({ 'out.json': '{"a": 1}\n' }))
    expect(values('../out.a')).toBeUndefined()
    expect(values('x\0.a')).toBeUndefined()
    expect(codes()).toEqual([])
  })
})

describe('the names of series', () => {
  test('come from the lists of keys, then from the files', () => {
    const { names } = read(withFiles({ 'metrics/train.json': '{"z": 1, "a": 2, "loss": 3}\n' }))
    const train = names().filter((name) => name.startsWith('train.'))
    expect(train).toEqual(['train.epoch', 'train.loss', 'train.z', 'train.a'])
  })

  test('are found without the lists', () => {
    const { names, codes } = read(without('metrics/.keys'))
    expect(names().filter((name) => name.startsWith('t'))).toEqual([
      'test.loss',
      'test.acc',
      'test.epoch',
      'test.lr_now',
      'train.loss',
      'train.epoch',
    ])
    expect(codes()).toEqual([])
  })

  test.each([
    ['a list', '- loss\n', 'layout-mismatch'],
    ['cut off', 'epoch: "', 'yaml-syntax'],
  ])('are found beside one that is %s', (_, text, code) => {
    const { names, codes } = read(withFiles({ 'metrics/.keys/train.yaml': text }))
    expect(names()).toContain('train.loss')
    expect(codes()).toEqual([code])
  })

  test('whose keys were no texts are those of the lines', () => {
    const { names, values } = read(
      withFiles({
        'metrics/.keys/train.yaml': "1.0: ''\nloss: ''\n",
        'metrics/train.json': '{"1.0": 5, "loss": 1}\n',
      }),
    )
    expect(names().filter((name) => name.startsWith('train'))).toEqual(['train.1.0', 'train.loss'])
    expect(values('train.1.0')?.[1]).toEqual([5])
  })

  test('may have dots in the file and in the key', () => {
    const { values, names } = read(
      withFiles({
        'metrics/a.json': '{"b.c": 1, "b.d": 2}\n',
        'metrics/a.b.json': '{"c": 3}\n',
      }),
    )
    expect(['a.b.c', 'a.b.d', 'a.b', 'c'].map((name) => values(name)?.[1])).toEqual([
      [3],
      [2],
      undefined,
      undefined,
    ])
    expect(names().filter((name) => name.startsWith('a.'))).toEqual(['a.b.c', 'a.b.d'])
  })
})

describe('artifacts', () => {
  const list = (text: string) => read(withFiles({ 'artifacts/.keys/artifacts.yaml': text }))

  test('that are listed and not there have no size', () => {
    const { artifacts, problems } = list("pickle:\n  .a.b:\n    gone.pkl: ''\n")
    expect(artifacts()).toContainEqual(
      expect.objectContaining({ name: 'pickle/a/b/gone.pkl', type: 'pickle', size: undefined }),
    )
    expect(problems).toMatchObject([
      {
        code: 'artifact-missing',
        file: expect.stringMatching(/pickle\/a\/b\/gone\.pkl$/) as string,
      },
    ])
  })

  test('that are not listed are found all the same', () => {
    const names = read(without('artifacts/.keys'))
      .artifacts()
      .map(({ name }) => name)
    expect(names).toEqual([
      'numpy/params.npz_tmp.npz',
      'pickle/eval/step1/res.pkl',
      'pickle/last_ckpt.pkl',
    ])
  })

  test.each(['- a\n', 'pickle: 1\n', "pickle: {'': [a]}\n"])(
    'are found beside the list %j',
    (text) => {
      const { artifacts, codes } = list(text)
      expect(artifacts()).toHaveLength(3)
      expect(codes()).toEqual(['layout-mismatch'])
    },
  )

  test.each([
    "pickle: {'': {../../metadata/info.yaml: ''}}\n",
    "pickle: {'': {/etc/passwd: ''}}\n",
    "pickle: {'': {..: ''}}\n",
    "pickle: {./etc: {passwd: ''}}\n",
    "..: {'': {x: ''}}\n",
    "../metadata: {'': {info.yaml: ''}}\n",
    "/etc: {'': {passwd: ''}}\n",
    "'': {'': {x: ''}}\n",
    "pickle: {'': {'': ''}}\n",
  ])('never lead out of the folder: %j', (text) => {
    const { run, artifacts, codes } = list(text)
    expect(run).toBeDefined()
    for (const { path } of artifacts()) expect(path).toMatch(/\/21\/artifacts\/(?:pickle|numpy)\//)
    expect(artifacts()).toHaveLength(3)
    expect(new Set(codes())).toEqual(new Set(['layout-mismatch']))
  })

  test('in folders with dots are found as they are listed', () => {
    const run = damaged((folder) => {
      mkdirSync(join(folder, 'artifacts/image/v1.5/.x'), { recursive: true })
      writeFileSync(join(folder, 'artifacts/image/v1.5/.x/a.png'), 'png')
      writeFileSync(join(folder, 'artifacts/image/plot_tmp.png'), 'png')
      rmSync(join(folder, 'artifacts/.keys/artifacts.yaml'), { force: true })
      writeFileSync(
        join(folder, 'artifacts/.keys/artifacts.yaml'),
        "image: {.v1.5..x: {a.png: ''}, '': {plot: ''}}\n",
      )
    })
    const { artifacts, codes } = read(run)
    const found = artifacts().filter(({ type }) => type === 'image')
    expect(found.map(({ name, path, size }) => [name, path.slice(run.length), size])).toEqual([
      ['image/plot', '/artifacts/image/plot_tmp.png', 3],
      ['image/v1.5/.x/a.png', '/artifacts/image/v1.5/.x/a.png', 3],
    ])
    expect(codes()).toEqual([])
  })

  test('that are folders are one artifact when they are listed', () => {
    const run = damaged((folder) => {
      mkdirSync(join(folder, 'artifacts/hf/model/sub'), { recursive: true })
      writeFileSync(join(folder, 'artifacts/hf/model/a'), '12')
      writeFileSync(join(folder, 'artifacts/hf/model/sub/b'), '345')
      rmSync(join(folder, 'artifacts/.keys/artifacts.yaml'), { force: true })
      writeFileSync(join(folder, 'artifacts/.keys/artifacts.yaml'), "hf: {'': {model: ''}}\n")
    })
    const found = read(run)
      .artifacts()
      .filter(({ type }) => type === 'hf')
    expect(found).toEqual([
      { name: 'hf/model', type: 'hf', path: join(run, 'artifacts/hf/model'), size: 5 },
    ])
  })

  test('links are followed, loops of links end, broken links are missing', () => {
    const elsewhere = folderOf({ 'big.pkl': '123' })
    const run = damaged((folder) => {
      mkdirSync(join(folder, 'artifacts/torch'))
      symlinkSync(elsewhere, join(folder, 'artifacts/torch/far'))
      symlinkSync('../..', join(folder, 'artifacts/torch/up'))
      symlinkSync('.', join(folder, 'artifacts/torch/self'))
      symlinkSync('nowhere', join(folder, 'artifacts/torch/lost.pt'))
    })
    const { artifacts, codes } = read(run)
    const found = artifacts().filter(({ type }) => type === 'torch')
    expect(found).toContainEqual(expect.objectContaining({ name: 'torch/far/big.pkl', size: 3 }))
    expect(found).toContainEqual(
      expect.objectContaining({ name: 'torch/lost.pt', size: undefined }),
    )
    expect(codes()).toContain('artifact-missing')
  })

  test('that links multiply without end are listed up to a bound', () => {
    const letters = Array.from('abcdefghijkl')
    const maze = folderOf(Object.fromEntries(letters.map((letter) => [`${letter}/x`, ''])))
    for (const from of letters) {
      for (const to of letters) symlinkSync(join(maze, to), join(maze, from, `to-${to}`))
    }
    const run = damaged((folder) => symlinkSync(maze, join(folder, 'artifacts/torch')))
    const { artifacts, codes } = read(run)
    expect(artifacts().length).toBeLessThanOrEqual(10_000)
    expect(codes()).toEqual(['layout-mismatch'])
  })

  test('without a folder there are none', () => {
    const { artifacts, codes } = read(without('artifacts'))
    expect(artifacts()).toEqual([])
    expect(codes()).toEqual([])
  })
})
