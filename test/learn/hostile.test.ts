import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Examiner, learn } from '../../src/index.js'
import { metricFromArgument } from '../../src/cli/metric-argument.js'
import { folderOf } from '../support/runs.js'
import { anchorsOf } from '../../src/learn/anchors.js'
import { numbersIn } from '../../src/learn/numbers.js'
import { examined, runsOf } from './support.js'

const key = fc.stringMatching(/^[a-z][a-z_]{1,8}$/).filter((word) => !/^(?:nan|inf)/.test(word))
const number = fc
  .double({ min: -1e6, max: 1e6, noNaN: true })
  .map((value) => Number(value.toPrecision(6)))
const separator = fc.constantFrom('=', ': ', ' = ', ':', ' ')
const between = fc.constantFrom(', ', ' ', ' - ', ' | ', '; ')

test('of lines of keys and numbers the first proposal gives the value', async () => {
  const line = fc
    .tuple(fc.uniqueArray(key, { minLength: 1, maxLength: 5 }), separator, between)
    .chain(([keys, equals, comma]) => {
      const row = fc.array(number, { minLength: keys.length, maxLength: keys.length })
      const rows = fc.array(row, { minLength: 1, maxLength: 5 })
      return fc.record({ rows, at: fc.nat(keys.length - 1) }).map(({ rows: values, at }) => ({
        text: values
          .map((each) => each.map((value, i) => `${keys[i] ?? ''}${equals}${value}`).join(comma))
          .join('\n'),
        value: values.at(-1)?.[at] ?? 0,
      }))
    })
  const property = fc.asyncProperty(line, async ({ text, value }) => {
    const output = folderOf({ 'Seed_0/param': 'seed: 0\n', 'Seed_0/train.log': text })
    const [first] = (await learn(await examined(output), value)).proposals
    const examiner = new Examiner().add(metricFromArgument(first.argument ?? ''))
    await examiner.exam({ output })
    expect(examiner.issues).toEqual([])
    expect(examiner.experiments.get('Seed_0')?.metric[first.name]).toBe(value)
  })
  await fc.assert(property, { numRuns: 60 })
})

test('text that means something to patterns, code or shells stays text', async () => {
  const name = "it's [1] $(x).log"
  const runs = await runsOf({ [name]: 'a.*+?^${}()|[]\\/`"\'$(rm -rf)=0.93\n\u2028key/x.+=0.5\n' })
  for (const value of [0.93, 0.5]) {
    const { proposals } = await learn(runs, value)
    for (const { argument = '', code } of proposals) {
      const examiner = new Examiner().add(metricFromArgument(argument))
      await examiner.exam({ output: join(runs[0]?.dir ?? '', '..') })
      expect(Object.values(examiner.experiments.get('Seed_0')?.metric ?? {})).toEqual([value])
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the proposed code
      expect(() => new Function('logMetric', `return ${code}`)).not.toThrow()
    }
  }
})

test('the time that a pattern takes is linear in the line, whatever it holds', () => {
  const texts = [
    'acc=0.93',
    'date 2022-05-17 at 07:43:42,123 of [1, 2.5] (0.93',
    'b 1. 2. 3. 4 -5 (6) (0.93',
    'a 1,2,3,4, b=1-2-3 | 1e-05 | 4 % 0.93',
    'step 12 s 3.6it/s 1/2 loss: 0.1 - acc: 0.93',
    '1 2 3, 4 0.93',
    '1,2,3,0.93',
    '12 s, 0.93 accuracy',
  ]
  const anchors = texts.flatMap((text) =>
    numbersIn(text).flatMap((place) => anchorsOf(text, place, undefined)),
  )
  expect(anchors.length).toBeGreaterThan(50)
  const patterns = anchors.map(
    ({ before, after }) => new RegExp(String.raw`(?<![\w./@%-])${before}([^\s,]+)${after}`),
  )

  // Parts of the texts themselves lead a pattern as far as it goes.
  const word = fc.constantFrom(...texts.join(' ').split(/(\s+|\W)/), '9', '-', '.', ',', ':', 'e')
  const long = fc
    .array(word, { minLength: 1, maxLength: 4 })
    .map((words) => words.join(''))
    .filter((part) => part !== '')
    .map((part) => part.repeat(Math.ceil(16_000 / part.length)))
  const property = fc.property(word, long, (start, rest) => {
    for (const pattern of patterns) {
      const before = performance.now()
      pattern.test(`${start}${rest}`)
      expect(performance.now() - before, String(pattern)).toBeLessThan(400)
    }
  })
  fc.assert(property, { numRuns: 100 })
})

test.skipIf(process.platform === 'win32')('a link to a pipe or a folder is no log', async () => {
  const output = folderOf({ 'run/param': 'seed: 0\n', 'run/log.txt': 'acc=0.93\n' })
  const dir = join(output, 'run')
  execFileSync('mkfifo', [join(output, 'pipe')])
  symlinkSync(join(output, 'pipe'), join(dir, 'a.txt'))
  symlinkSync(output, join(dir, 'b.txt'))
  writeFileSync(join(dir, '!c.txt'), 'other=0.93\n')
  const { proposals } = await learn(await examined(output), 0.93)
  expect(proposals.map(({ name }) => name)).toEqual(['acc'])
})
