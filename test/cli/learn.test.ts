import { execFileSync } from 'node:child_process'
import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { run } from '../../src/cli/run.js'
import { folderOf } from '../support/runs.js'

const OUTPUT = 'examples/cifar10/output'

interface Result {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function assay(...args: readonly string[]): Promise<Result> {
  const [stdout, stderr] = [new Collected(), new Collected()]
  const code = await run(args, { stdout, stderr }, new AbortController().signal)
  return { code, out: stdout.text, err: stderr.text }
}

class Collected extends Writable {
  text = ''

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

test('assay learn lists proposals with their lines, and makes one ready for use', async () => {
  const { code, out, err } = await assay('learn', OUTPUT, '--value', '0.9293')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const lines = out.trimEnd().split('\n')
  const log = `${OUTPUT}/Data_CIFAR10-Loss_CE-Lr_0.1-Seed_0/log.train.20220517.074342`
  expect(lines.slice(0, 4)).toEqual([
    '1. best_acc, the last match, in 6 of 6 runs: 0.9016 … 0.9302',
    `   ${log}:119: …=-2.8708, lr=4.284e-06, test_acc=0.9284, best_acc=«0.9293», duration=0:00:08`,
    `   ${log}:120: Iter 120: loss=-2.8525, lr=0, test_acc=0.9290, best_acc=«0.9293», duration=0:00:08`,
    String.raw`   --metric 'best_acc=train:/best_acc=([\d.]+)/@last'`,
  ])
  expect(lines[4]).toMatch(/^2\. test_acc, the largest match/)
  expect(lines.slice(-3)).toEqual([
    String.raw`logMetric('best_acc', { log: 'train', match: /best_acc=([\d.]+)/ })`,
    String.raw`assay exam ${OUTPUT} --metric 'best_acc=train:/best_acc=([\d.]+)/@last'`,
    String.raw`assay exam ${OUTPUT} --metric 'best_acc=train:/best_acc=([\d.]+)/@all:/Iter (\d+)/'`,
  ])
})

test('the command that it prints works when pasted', async () => {
  const output = folderOf({
    "it's/a run/param": 'seed: 0\n',
    "it's/a run/my log.txt": "it's acc: 0.93 $HOME\n",
  })
  const folder = `${output}/it's`
  const { out } = await assay('learn', folder, '--value', '0.93', '--regex', 'a run')
  const command = out.split('\n').find((line) => line.startsWith('assay exam')) ?? ''
  const words = execFileSync('bash', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
  const [, ...args] = words.split('\0').slice(0, -1)
  expect(args.slice(0, 4)).toEqual(['exam', folder, '--regex', 'a run'])
  const { code, out: table } = await assay(...args)
  expect({ code, table }).toEqual({ code: 0, table: 'acc\n0.93\n' })
})

test('--pick takes another proposal, --log and --run look there only', async () => {
  const picked = await assay('learn', OUTPUT, '--value', '0.9293', '--pick', '2')
  expect(picked.out).toContain(
    String.raw`logMetric('test_acc', { log: 'train', match: /test_acc=([\d.]+)/, keep: 'max' })`,
  )
  const none = await assay('learn', OUTPUT, '--value', '0.9293', '--pick', '3')
  expect(none).toMatchObject({ code: 2, out: '' })
  expect(none.err).toContain('There are 2 proposals; --pick 3 is none of them.')
  const log = await assay('learn', OUTPUT, '--value', '0.9293', '--log', 'trai')
  expect(log).toMatchObject({ code: 2, out: '' })
  expect(log.err).toContain("Did you mean 'train'?")
})

test('a value that no log has, or that is no number, is misuse', async () => {
  const near = await assay('learn', OUTPUT, '--value', '-4.1')
  expect(near).toMatchObject({ code: 2, out: '' })
  expect(near.err).toMatch(/No log of the 6 runs has -4\.1, but -4\.0\d+ is in .*:\d+/)
  expect((await assay('learn', OUTPUT, '--value', 'high')).err).toMatch(/number.*'high'/)
  expect((await assay('learn', OUTPUT)).code).toBe(2)
})

test('what stands in a log does not steer the terminal', async () => {
  const output = folderOf({
    'a/param': 'seed: 0\n',
    'a/train.log': 'acc=0.5 \x9b2J\x07\nx\x08\x9dacc=0.93 \x9b31m\n',
  })
  const { out } = await assay('learn', output, '--value', '0.93')
  // eslint-disable-next-line no-control-regex
  expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
})
