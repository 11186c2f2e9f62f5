import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  AssayError,
  Examiner,
  IssueError,
  logMetric,
  type Experiment,
  type IssueCode,
  type Progress,
} from '../../src/index.js'
import { folderOf } from '../support/runs.js'

function runs(...names: string[]): string {
  return folderOf(Object.fromEntries(names.map((name, i) => [`${name}/param`, `seed: ${i}\n`])))
}

describe('what is examined', () => {
  test('the directories of the output folder, in natural order of their names', async () => {
    const output = runs('Seed_10', 'Seed_2', 'Lr_0.1', 'Lr_1e-05', 'Lr_0.01', '.hidden')
    writeFileSync(join(output, 'params.yaml'), '---\n')
    const examiner = new Examiner()
    const summary = await examiner.exam({ output })
    expect([...examiner.experiments.keys()]).toEqual([
      '.hidden',
      'Lr_1e-05',
      'Lr_0.01',
      'Lr_0.1',
      'Seed_2',
      'Seed_10',
    ])
    expect(summary).toEqual({ examined: 6, skipped: 0, filtered: 0, failed: 0, issues: [] })
  })

  test('the folder "output" unless another is named', async () => {
    await expect(new Examiner().exam()).rejects.toThrow("There is no folder 'output'")
  })

  test('the names in which the regex is found, given as RegExp or text', async () => {
    const output = runs('Norm_new-Seed_1', 'Norm_new-Seed_2', 'Seed_1')
    for (const regex of [/^Norm/, '^Norm', /^norm/gi]) {
      const examiner = new Examiner()
      await examiner.exam({ output, regex })
      expect(examiner.experiments.size).toBe(2)
    }
  })

  test('runs without params are skipped with an issue', async () => {
    const output = folderOf({
      'a/param': 'lr: 1\n',
      'empty/param': '',
      'comment/param': '# nothing\n',
      'none/log': '',
    })
    const examiner = new Examiner()
    const summary = await examiner.exam({ output })
    expect(summary).toMatchObject({ examined: 1, skipped: 3, failed: 0 })
    expect(summary.issues.map(({ code, experiment }) => [experiment, code])).toEqual([
      ['comment', 'param-empty'],
      ['empty', 'param-empty'],
      ['none', 'param-missing'],
    ])
    expect(examiner.issues).toEqual(summary.issues)
  })

  test('links to directories are followed, one that leads nowhere is not', async () => {
    const output = runs('a')
    symlinkSync(join(output, 'a'), join(output, 'b'))
    symlinkSync(join(output, 'nowhere'), join(output, 'c'))
    symlinkSync(join(output, 'd'), join(output, 'd'))
    const examiner = new Examiner()
    await examiner.exam({ output })
    expect([...examiner.experiments.keys()]).toEqual(['a', 'b'])
  })

  test('runs at any depth by a pattern, named by the path below its fixed part', async () => {
    const output = runs('x/deep/Seed_1', 'x/Seed_2', 'Seed_3')
    mkdirSync(join(output, 'Seed_3', 'checkpoints'))
    mkdirSync(join(output, 'stray'))
    const examiner = new Examiner()
    const summary = await examiner.exam({ output: `${output}/**` })
    expect([...examiner.experiments.keys()]).toEqual(['Seed_3', 'x/Seed_2', 'x/deep/Seed_1'])
    expect(summary.issues).toMatchObject([{ code: 'param-missing', experiment: 'stray' }])
  })

  test('several folders; runs of the same name have the folder in theirs', async () => {
    const [a, b] = [runs('Seed_1', 'Seed_2'), runs('Seed_2', 'Seed_3')]
    const examiner = new Examiner()
    await examiner.exam({ output: [a, b, a] })
    expect([...examiner.experiments.keys()].sort()).toEqual(
      [`${a}/Seed_2`, `${b}/Seed_2`, 'Seed_1', 'Seed_3'].sort(),
    )
  })

  test('names stay apart however the folders overlap, and the regex looks at the run', async () => {
    const root = folderOf({
      'a/Seed/param': 'x: 1\n',
      'b/Seed/param': 'x: 2\n',
      'c/a/Seed/param': 'x: 3\n',
    })
    const examiner = new Examiner()
    const output = [join(root, 'a'), join(root, 'b'), `${root}/c/**`]
    expect((await examiner.exam({ output, regex: /Seed$/ })).examined).toBe(3)
    const values = [...examiner.experiments.values()].map(({ param }) => param['x'])
    expect(values.sort()).toEqual([1, 2, 3])
    const exact = await new Examiner().exam({ output: output.slice(0, 2), regex: /^Seed$/ })
    expect(exact.examined).toBe(2)
  })

  test("runs' own directories, as a shell's pattern gives them, and --no-subdir trees", async () => {
    const output = runs('Seed_1', 'Seed_2')
    const examiner = new Examiner()
    await examiner.exam({ output: [join(output, 'Seed_1'), join(output, 'Seed_2')] })
    expect([...examiner.experiments.keys()]).toEqual(['Seed_1', 'Seed_2'])
    const flat = new Examiner()
    await flat.exam({ output: 'test/fixtures/mlrunner/output_flat' })
    expect([...flat.experiments.keys()]).toEqual(['output_flat'])
  })

  test("what a shell's pattern gives: runs, crashed ones, and files between them", async () => {
    const output = folderOf({
      'Seed_1/param': 'seed: 1\n',
      'Seed_2/param': 'seed: 2\n',
      'Seed_3/checkpoints/1.pt': '',
      'params.yaml': '',
    })
    const names = ['Seed_1', 'Seed_2', 'Seed_3', 'params.yaml']
    const examiner = new Examiner()
    const { issues } = await examiner.exam({ output: names.map((name) => join(output, name)) })
    expect([...examiner.experiments.keys()]).toEqual(['Seed_1', 'Seed_2'])
    expect(issues).toMatchObject([{ code: 'param-missing', experiment: 'Seed_3' }])
    const files = [join(output, 'params.yaml'), 'package.json']
    await expect(examiner.exam({ output: files })).rejects.toThrow('is a file')
  })

  test('a folder named param makes no run of the folder that it is in', async () => {
    const output = folderOf({ 'param/param': 'a: 1\n', 'Seed_1/param': 'a: 2\n', 'crashed/x': '' })
    const summary = await new Examiner().exam({ output })
    expect(summary).toMatchObject({ examined: 2, skipped: 1, failed: 0 })
  })

  test.each([
    ['a missing folder, with the nearest', 'examples/cifar10/outptu', "'examples/cifar10/output'"],
    ['a file', 'package.json', 'is a file'],
    ['a pattern of nothing', 'examples/nothing*', 'No folder matches'],
    ['no folder at all', [], 'No output folder'],
  ])('%s is refused', async (_, output, message) => {
    const exam = new Examiner().exam({ output })
    await expect(exam).rejects.toThrow(AssayError)
    await expect(exam).rejects.toThrow(message)
  })

  test("flags lead a regex as in Python, and Python's own anchors are refused", async () => {
    const output = runs('Norm_new', 'norm_old', 'Seed_1')
    const { examined } = await new Examiner().exam({ output, regex: '(?i)^norm' })
    expect(examined).toBe(2)
    const python = new Examiner().exam({ output, regex: '_1\\Z' })
    await expect(python).rejects.toThrow('JavaScript writes $')
  })

  test('a bad regex is refused', async () => {
    await expect(new Examiner().exam({ regex: '(' })).rejects.toThrow(AssayError)
  })
})

describe('parsers', () => {
  test('run in order on each experiment, both forms, and share the caches', async () => {
    const output = runs('a', 'b')
    const seen: string[] = []
    function first(dir: string, experiment: Experiment, caches: Record<string, unknown>): void {
      seen.push(`first ${experiment.name}`)
      experiment.cache['dir'] = dir
      caches['count'] = ((caches['count'] as number | undefined) ?? 0) + 1
    }
    const examiner = new Examiner().add(first).add({
      name: 'second',
      files: '*',
      parse: async ({ files, dir, experiment, caches }) => {
        await Promise.resolve()
        seen.push(`second ${experiment.name}`)
        expect(experiment.cache).toEqual({ dir })
        expect(files).toEqual([join(dir, 'param')])
        return { count: caches['count'] }
      },
    })
    await examiner.exam({ output })
    expect(seen).toEqual(['first a', 'second a', 'first b', 'second b'])
    expect(examiner.caches).toEqual({ count: 2 })
    expect(examiner.experiments.get('b')?.metric).toEqual({ count: 2 })
    expect(examiner.parser('first')).toBe(first)
    expect(() => examiner.parser('secnd')).toThrow("Did you mean 'second'?")
  })

  test('of the same name are refused, and what is no parser', () => {
    const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /a/ }))
    expect(() => examiner.add(logMetric('acc', { log: 'test', match: /a/ }))).toThrow(AssayError)
    // @ts-expect-error an object without files and parse is no parser
    expect(() => examiner.add({ name: 'x' })).toThrow('A parser is a function')
    expect(examiner.add(() => undefined).add(() => undefined)).toBe(examiner)
  })

  test('that throw odd things or return what is no metrics are issues too', async () => {
    const examiner = new Examiner()
      .add(function odd() {
        throw Object.create(null)
      })
      .add((() => ({ acc: 1 })) as never)
      .add({ name: 'map', files: '*', parse: () => new Map() as never })
    const { issues } = await examiner.exam({ output: runs('a') })
    expect(issues.map(({ code }) => code)).toEqual([
      'parser-threw',
      'parser-result',
      'parser-result',
    ])
    expect(issues[2]?.message).toContain('a Map')
  })

  test('find their files by name, pattern, list and folder', async () => {
    const output = folderOf({
      'a/param': 'x: 1',
      'a/log.train.2': '',
      'a/log.train.1': '',
      'a/eval/final.json': '',
    })
    const found: string[][] = []
    const examiner = new Examiner()
    for (const files of ['param', 'log.train.*', ['eval/*.json', 'param'], '*.{pt,bin}']) {
      examiner.add({
        name: String(files),
        files,
        parse: (context) => {
          found.push(context.files.map((file) => file.slice(output.length + 3)))
          return {}
        },
      })
    }
    await examiner.exam({ output })
    expect(found).toEqual([
      ['param'],
      ['log.train.1', 'log.train.2'],
      ['eval/final.json', 'param'],
      [],
    ])
  })

  test('that throw are issues and stop nothing', async () => {
    const output = runs('a', 'b')
    const examiner = new Examiner()
      .add(function broken() {
        throw new TypeError('boom')
      })
      .add({ name: 'later', files: '*', parse: () => Promise.reject(new Error('async boom')) })
      .add({ name: 'odd', files: '*', parse: () => 3 as never })
      .add({
        name: 'own',
        files: '*',
        parse: ({ files }) => {
          throw new IssueError({
            code: 'file-damaged',
            file: files[0] ?? '',
            line: 7,
            message: 'bad',
          })
        },
      })
      .add(logMetric('none', { log: 'nolog', match: /x/ }))
      .add({ name: 'fine', files: '*', parse: () => ({ fine: 1 }) })
    const summary = await examiner.exam({ output })
    expect(summary).toMatchObject({ examined: 2, skipped: 0, failed: 2 })
    expect(summary.issues.filter(({ experiment }) => experiment === 'a')).toMatchObject([
      { code: 'parser-threw', parser: 'broken' },
      { code: 'parser-threw', parser: 'later' },
      { code: 'parser-result', parser: 'odd' },
      { code: 'file-damaged', parser: 'own', file: join(output, 'a', 'param'), line: 7 },
    ])
    expect(summary.issues[0]?.message).toMatch(/TypeError: boom \(at .*examiner\.test\.ts:\d+/)
    expect(summary.issues.at(-1)).toMatchObject({ code: 'parser-found-nothing', parser: 'none' })
    expect(examiner.table().objects()).toEqual([
      { seed: 0, fine: 1 },
      { seed: 1, fine: 1 },
    ])
  })
})

describe('a second exam', () => {
  test('updates param, metric and cache of known experiments and adds new ones', async () => {
    const output = folderOf({ 'b/param': 'lr: 1\nold: 1\n' })
    const examiner = new Examiner().add(function count(_dir, experiment) {
      experiment.metric['times'] = ((experiment.cache['times'] as number | undefined) ?? 0) + 1
      experiment.cache['times'] = experiment.metric['times']
    })
    await examiner.exam({ output })
    const before = examiner.experiments.get('b')
    mkdirSync(join(output, 'a'))
    writeFileSync(join(output, 'a', 'param'), 'lr: 3\n')
    writeFileSync(join(output, 'b', 'param'), 'lr: 2\n')
    await examiner.exam({ output })
    expect([...examiner.experiments.keys()]).toEqual(['a', 'b'])
    expect(examiner.experiments.get('b')).toBe(before)
    expect(before).toMatchObject({ param: { lr: 2, old: 1 }, metric: { times: 2 } })
    const elsewhere = folderOf({ 'b/param': 'lr: 4\n' })
    await examiner.exam({ output: elsewhere })
    expect(before).toMatchObject({ dir: join(elsewhere, 'b'), param: { lr: 4 } })
  })

  test('does not keep a metric that can no longer be read', async () => {
    const output = folderOf({ 'a/param': 'lr: 1\n', 'a/log.train.1': 'acc=0.5\n' })
    const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /acc=(\S+)/ }))
    await examiner.exam({ output })
    expect(examiner.table().get('acc', 0)).toBe(0.5)
    writeFileSync(join(output, 'a/log.train.1'), 'acc=oops\n')
    const { issues } = await examiner.exam({ output })
    expect(issues).toMatchObject([{ code: 'value-not-a-number' }])
    expect(examiner.experiments.get('a')?.metric).toEqual({})
  })

  test('replaces the issues of the experiments that it examines again', async () => {
    const output = folderOf({ 'a/param': 'lr: [1', 'b/param': 'lr: [1' })
    const examiner = new Examiner()
    await examiner.exam({ output })
    expect(examiner.issues.map(({ experiment }) => experiment)).toEqual(['a', 'b'])
    writeFileSync(join(output, 'a', 'param'), 'lr: 1\n')
    await examiner.exam({ output, regex: 'a' })
    expect(examiner.issues.map(({ experiment }) => experiment)).toEqual(['b'])
  })
})

describe('damage', () => {
  async function codesOf(param: string | Uint8Array): Promise<IssueCode[]> {
    const output = folderOf({ 'damaged/param': param, 'fine/param': 'lr: 0.1\n' })
    writeFileSync(join(output, 'damaged', 'log.train.1'), 'acc=0.5\n')
    const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /acc=(.+)/ }))
    const { issues, examined } = await examiner.exam({ output })
    expect(examined).toBe(2)
    expect(examiner.table().objects()).toMatchObject([{ acc: 0.5 }, { lr: 0.1, acc: null }])
    for (const issue of issues) {
      expect(issue).toMatchObject({ experiment: 'damaged', file: join(output, 'damaged/param') })
      expect(issue.message).toContain(join('damaged', 'param'))
    }
    return issues.map(({ code }) => code)
  }

  test.each<[string, string | Uint8Array, IssueCode]>([
    ['half-written', 'lr: 0.1\n_scripts:\n  train: "CUDA', 'yaml-syntax'],
    ['binary', new Uint8Array([0, 1, 2, 3, 255]), 'file-binary'],
    ['zeros, as after a crash', new Uint8Array(100), 'file-binary'],
    ['Latin-1', new Uint8Array([0x78, 0x3a, 0x20, 0xe9, 0x0a]), 'file-binary'],
    ['a list', '- 1\n- 2\n', 'param-not-a-map'],
    ['a text', 'hello\n', 'param-not-a-map'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'yaml-syntax'],
  ])('a param file that is %s', async (_, param, code) => {
    expect(await codesOf(param)).toEqual([code])
  })

  test('a value with a tag that is no data is left out, the others are kept', async () => {
    const output = folderOf({ 'a/param': 'lr: 0.1\nf: !!python/name:os.system x\nseed: 1\n' })
    const examiner = new Examiner()
    const { issues } = await examiner.exam({ output })
    expect(issues).toMatchObject([{ code: 'yaml-tag', experiment: 'a', line: 2 }])
    expect(examiner.experiments.get('a')?.param).toEqual({ lr: 0.1, seed: 1 })
  })

  test('a param file of 1 GB is not read', async () => {
    const output = folderOf({ 'a/param': 'x', 'b/param': 'lr: 1\n' })
    truncateSync(join(output, 'a/param'), 2 ** 30)
    const { issues, examined, failed } = await new Examiner().exam({ output })
    expect(issues).toMatchObject([{ code: 'file-too-large', experiment: 'a' }])
    expect([examined, failed]).toEqual([2, 1])
  })

  test('a param file of a hundred thousand keys does not make as many columns', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `k${i}: ${i}`).join('\n')
    const examiner = new Examiner()
    const { issues } = await examiner.exam({
      output: folderOf({ 'a/param': many, 'b/param': 'lr: 1' }),
    })
    expect(issues).toMatchObject([{ code: 'file-too-large', experiment: 'a' }])
    expect(examiner.table().columnNames()).toEqual(['lr'])
  })

  test('params and logs that are folders, pipes and loops are issues and block nothing', async () => {
    const output = folderOf({ 'dir/param/x': '', 'fine/param': 'lr: 1\n' })
    mkdirSync(join(output, 'pipe'))
    execFileSync('mkfifo', [join(output, 'pipe/param'), join(output, 'fine/log.train.1')])
    mkdirSync(join(output, 'loop'))
    symlinkSync('param', join(output, 'loop/param'))
    const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /acc/ }))
    const { issues, examined } = await examiner.exam({ output })
    expect(examined).toBe(4)
    const codes = issues.flatMap(({ code, experiment }) => (experiment ? [[experiment, code]] : []))
    expect(codes).toEqual([
      ['dir', 'file-unreadable'],
      ['fine', 'file-unreadable'],
      ['loop', 'file-unreadable'],
      ['pipe', 'file-unreadable'],
    ])
  })
})

describe('progress and end', () => {
  test('tells after each directory how far it is', async () => {
    const output = runs('a', 'b', 'c')
    const seen: Progress[] = []
    await new Examiner().exam({ output, onProgress: (progress) => seen.push(progress) })
    expect(seen).toEqual([
      { done: 1, total: 3, name: 'a' },
      { done: 2, total: 3, name: 'b' },
      { done: 3, total: 3, name: 'c' },
    ])
  })

  test('keeps at most `concurrency` experiments in hand', async () => {
    const output = runs('a', 'b', 'c', 'd', 'e')
    let now = 0
    let most = 0
    const examiner = new Examiner().add(async function wait() {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 5))
      now -= 1
    })
    await examiner.exam({ output, concurrency: 2 })
    expect(most).toBe(2)
    for (const concurrency of [0, NaN, -1]) {
      await expect(examiner.exam({ output, concurrency })).rejects.toThrow('a number from 1')
    }
    expect([...examiner.experiments.keys()]).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('the order is that of the names, however long the experiments take', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `Seed_${i}`)
    const examiner = new Examiner().add(function busy() {
      for (const end = performance.now() + 3; performance.now() < end;) continue
    })
    await examiner.exam({ output: runs(...names), concurrency: 8 })
    expect([...examiner.experiments.keys()]).toEqual(names)
  })

  test('an abort ends it with the reason; what was examined stays', async () => {
    const output = runs('a', 'b', 'c')
    const abort = new AbortController()
    const examiner = new Examiner().add(function stop(_dir, experiment) {
      experiment.metric['done'] = true
      if (experiment.name === 'b') abort.abort(new Error('enough'))
    })
    await expect(examiner.exam({ output, signal: abort.signal })).rejects.toThrow('enough')
    expect([...examiner.experiments.keys()]).toEqual(['a', 'b'])
  })
})
