import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Examiner, logMetric } from '../../src/index.js'
import { query } from '../../src/query/query.js'

const page = readFileSync('docs/queries.md', 'utf8')

const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
await examiner.exam({ output: 'examples/cifar10/output' })
const runs = examiner.table({ concise: false })

const examples = Array.from(page.matchAll(/^\| `(.+)` +\| (\d+) +\|$/gm), ([, asked = '', n]) => {
  return { asked: asked.replaceAll('\\|', '|'), n: Number(n) }
})

test('the page has examples', () => {
  expect(examples.length).toBeGreaterThan(5)
})

test.each(examples)('the example $asked finds $n runs', ({ asked, n }) => {
  expect(query(runs, asked).numRows()).toBe(n)
})

test('the table that is found has the type of the one that was asked', () => {
  const found = query(runs, 'acc > 0.92')
  const best: number | null = found.get('acc', 0)
  // @ts-expect-error -- acc is a number
  const wrong: string = found.get('acc', 0)
  expect([best, wrong]).toEqual([0.929, 0.929])
})

test('the error that the page shows is the one that is thrown', () => {
  const [, shown = ''] = /^```\n(Query, .*?)\n```$/ms.exec(page) ?? []
  expect(() => query(runs, 'lr = 1')).toThrow(shown)
})
