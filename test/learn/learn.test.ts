import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  AssayError,
  Examiner,
  learn,
  logMetric,
  type Progress,
  type Proposal,
} from '../../src/index.js'
import { metricFromArgument } from '../../src/cli/metric-argument.js'
import { examined, runsOf } from './support.js'

const CIFAR10 = 'examples/cifar10/output'
const MLRUNNER = 'test/fixtures/mlrunner/output_first'

describe('from a value that a log ends with', () => {
  test('the pattern is the key before it, with what it finds in all runs', async () => {
    const { proposals } = await learn(await examined(CIFAR10), '0.9296')
    expect(proposals).toHaveLength(1)
    const [acc] = proposals
    expect(acc).toMatchObject({
      name: 'test_acc',
      log: 'train',
      match: /test_acc=([\d.]+)/,
      keep: 'last',
      step: /Iter (\d+)/,
      code: String.raw`logMetric('test_acc', { log: 'train', match: /test_acc=([\d.]+)/ })`,
      argument: String.raw`test_acc=train:/test_acc=([\d.]+)/@last`,
      curve: String.raw`test_acc=train:/test_acc=([\d.]+)/@all:/Iter (\d+)/`,
    })
    expect(acc).toMatchObject({ found: 6, tried: 6, min: 0.9011, max: 0.9296, notFinite: 0 })
    const last = acc.lines.at(-1)
    expect(last?.file).toMatch(/Lr_0\.1-Seed_2.log\.train\.20220517\.074342$/)
    expect(last?.number).toBe(120)
    expect(last?.text.slice(last.start, last.end)).toBe('0.9296')
  })

  test('it is looked for as a number, however it is written', async () => {
    const runs = await examined(CIFAR10)
    const [plain] = (await learn(runs, 0.9296)).proposals
    const [written] = (await learn(runs, '9.2960e-1')).proposals
    expect([plain.code, written.code]).toEqual(new Array(2).fill(plain.code))
  })

  test('both forms give it through an Examiner', async () => {
    for (const [output, value] of [
      [CIFAR10, 0.9296],
      [CIFAR10, -2.9385],
      [MLRUNNER, 29.5],
      [MLRUNNER, 0.9165],
    ] as const) {
      for (const proposal of (await learn(await examined(output), value)).proposals) {
        expect(await valuesBy(proposal, output)).toContain(value)
      }
    }
  })

  test('its steps make a curve', async () => {
    const [{ curve = '' }] = (await learn(await examined(CIFAR10), '0.9296')).proposals
    const examiner = new Examiner().add(metricFromArgument(curve))
    await examiner.exam({ output: CIFAR10 })
    for (const { metric } of examiner.experiments.values()) {
      const { steps } = metric.test_acc as { readonly steps: Float64Array }
      expect([steps[0], steps.at(-1)]).toEqual([1, 120])
    }
  })
})

describe('what is proposed first', () => {
  test('is the last match before the largest', async () => {
    const { proposals } = await learn(await examined(CIFAR10), '0.9293')
    expect(proposals.map(({ name, keep }) => [name, keep])).toEqual([
      ['best_acc', 'last'],
      ['test_acc', 'max'],
    ])
  })

  test('is what differs between runs, before settings that are the same', async () => {
    const log = (acc: number): Readonly<Record<string, string>> => ({
      'train.log': `momentum=0.9\nacc=${acc}\n`,
    })
    const { proposals } = await learn(await runsOf(log(0.9), log(0.8)), 0.9)
    expect(proposals.map(({ name }) => name)).toEqual(['acc', 'momentum'])
  })

  test('is what more runs have', async () => {
    const runs = await runsOf(
      { 'train.log': 'tuned acc=0.9 fast=0.9\n' },
      { 'train.log': 'acc=0.8\n' },
    )
    const { proposals } = await learn(runs, 0.9)
    expect(proposals[0]).toMatchObject({ name: 'acc', found: 2 })
    for (const { found } of proposals.slice(1)) expect(found).toBe(1)
  })

  test('is the narrower of two lines with the same key', async () => {
    const epochs = 'Train loss: 0.3 acc: 0.99\nTest loss: 0.5 acc: 0.92\n'
    const { proposals } = await learn(await runsOf({ 'train.log': epochs.repeat(2) }), '0.92')
    expect(proposals[0].match).toEqual(/Test loss:\s*[^\s:]+ acc:\s*([\d.]+)/)
  })
})

describe('a pattern fits the numbers of all runs', () => {
  test('nan and 1e-05 in another run', async () => {
    const runs = await runsOf(
      { 'train.log': 'loss=0.25, lr=1\n' },
      { 'train.log': 'loss=nan, lr=1\n' },
      { 'train.log': 'loss=1e-05, lr=1\n' },
    )
    const [loss] = (await learn(runs, 0.25)).proposals
    expect(loss).toMatchObject({ match: /loss=([^\s,]+)/, found: 3, min: 1e-5, notFinite: 1 })
  })

  test('a key that is the end of another', async () => {
    const runs = await runsOf(
      { 'train.log': 'acc=0.9\n' },
      { 'train.log': 'acc=0.8 val_acc=0.1\n' },
      { 'train.log': 'acc=0.7 val/acc=0.2\n' },
    )
    const [acc] = (await learn(runs, 0.9)).proposals
    expect(acc).toMatchObject({ name: 'acc', found: 3, min: 0.7 })
    expect(acc.match.test('val_acc=1')).toBe(false)
    expect(acc.match.test('val/acc=1')).toBe(false)
  })

  test('files that are numbered have a glob', async () => {
    const runs = await runsOf({ 'slurm-101.out': 'acc=0.9' }, { 'slurm-202.out': 'acc=0.8' })
    const [acc] = (await learn(runs, 0.9)).proposals
    expect(acc).toMatchObject({ log: 'slurm-*.out', found: 2 })
  })
})

describe('only some of it', () => {
  test('one log, one run, so many proposals', async () => {
    const runs = await examined(MLRUNNER)
    const all = (await learn(runs, 5)).proposals
    expect(new Set(all.map(({ log }) => log))).toEqual(new Set(['test', 'avg']))
    const avg = (await learn(runs, 5, { log: 'avg' })).proposals
    expect(avg.map(({ log }) => log)).toEqual(['avg'])
    expect((await learn(runs, 5, { limit: 1 })).proposals).toHaveLength(1)
    const run = 'Norm_batch-EaStop_T'
    const [own] = (await learn(runs, 5, { run })).proposals
    expect(own.lines[0]?.file).toContain(run)
  })

  test('a run or log that is not there is an error that names the nearest', async () => {
    const runs = await examined(MLRUNNER)
    await expect(learn(runs, 5, { log: 'tset' })).rejects.toThrow(/'tset'.*Did you mean 'test'/)
    await expect(learn(runs, 5, { run: 'Norm_batch-EaStop_F' })).rejects.toThrow(
      /'Norm_batch-EaStop_F'.*Did you mean 'Norm_batch-EaStop_T'/,
    )
  })

  test('a search can be ended, and tells how far it is', async () => {
    const runs = await examined(CIFAR10)
    const controller = new AbortController()
    const names: string[] = []
    const ended = learn(runs, '0.9296', {
      signal: controller.signal,
      onProgress: ({ name }) => {
        names.push(name)
        controller.abort(new Error('enough'))
      },
    })
    await expect(ended).rejects.toThrow('enough')
    expect(names).toEqual([runs[0]?.name])
  })
})

describe('a value that no pattern gives is an error', () => {
  const message = async (runs: Parameters<typeof learn>[0], value: unknown): Promise<string> => {
    const error: unknown = await learn(runs, value as string).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AssayError)
    return (error as AssayError).message
  }

  test('with what rounds to it, and where', async () => {
    const runs = await runsOf({ 'train.log': 'seed=3\nbleu 14.42\nacc 93.4%\n' })
    expect(await message(runs, '14.4')).toMatch(/14\.42 is in .*Seed_0.train\.log:2;/)
    expect(await message(runs, '0.934')).toMatch(/93\.4% is in .*train\.log:3;/)
    expect(await message(runs, '17.5')).toMatch(/nor what rounds to it; looked at: train\.log/)
  })

  test('with the param that it is', async () => {
    expect(await message(await examined(CIFAR10), 0.1)).toMatch(/param lr of .* is 0\.1/)
  })

  test('with the series that it is', async () => {
    const runs = await examined('test/fixtures/mlxp/logs')
    const last = runs[0]?.series('train.loss')?.values.at(-1) ?? NaN
    expect(await message(runs, last)).toContain('--metric train.loss@last')
  })

  test('with the line that holds it in the midst of others', async () => {
    const runs = await runsOf({ 'train.log': 'acc=0.1\nacc=0.5\nacc=0.9\n' })
    expect(await message(runs, 0.5)).toMatch(/no pattern gives it as the last.*"acc=0\.5"/)
  })

  test('as are no runs, no logs, and what is no number', async () => {
    expect(await message([], 1)).toMatch(/no runs/)
    expect(await message(await runsOf({}), 1)).toMatch(/no log/)
    expect(await message([], 'high')).toMatch(/number.*'high'/)
    expect(await message([], NaN)).toMatch(/number.*NaN/)
  })
})

test('of very large logs some are tried, spread evenly, and it says so', async () => {
  const runs = await runsOf(...[1, 2, 3, 4].map(() => ({ 'train.log': 'acc=0.9\n' })))
  // Holes: they take no place on the disk.
  for (const { dir } of runs.slice(1)) truncateSync(join(dir, 'train.log'), 500 * 2 ** 20)
  let last: Progress | undefined
  const onProgress = (progress: Progress): void => void (last = progress)
  const [acc] = (await learn(runs, 0.9, { run: 'Seed_0', onProgress })).proposals
  expect(acc.tried).toBe(2)
  expect(last?.done).toBe(last?.total)
})

test('the proposals are a table to look at', async () => {
  const { table, proposals } = await learn(await examined(CIFAR10), '0.9293')
  expect(table.objects()[0]).toEqual({
    metric: 'best_acc',
    runs: '6 of 6',
    values: '0.9016 … 0.9302',
    line: 'Iter 120: loss=-2.8525, lr=0, test_acc=0.9290, best_acc=«0.9293», duration=0:00:08',
    code: proposals[0].code,
  })
})

/** What the runs have by the parser, by its code, and by its argument: the same. */
async function valuesBy(proposal: Proposal, output: string): Promise<readonly unknown[]> {
  const { code, argument = '', parser, name } = proposal
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the proposed code
  const made = new Function('logMetric', `return ${code}`) as (
    make: typeof logMetric,
  ) => ReturnType<typeof metricFromArgument>
  const [values, ...others] = await Promise.all(
    [parser, made(logMetric), metricFromArgument(argument)].map(async (metric) => {
      const examiner = new Examiner().add(metric)
      await examiner.exam({ output })
      expect(examiner.issues.filter((issue) => issue.parser === name)).toEqual([])
      return Array.from(examiner.experiments.values(), (experiment) => experiment.metric[name])
    }),
  )
  expect(values?.filter((value) => value !== undefined)).toHaveLength(proposal.found)
  for (const other of others) expect(other).toEqual(values)
  return values ?? []
}
