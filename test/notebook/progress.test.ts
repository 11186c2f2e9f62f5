import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type * as Assay from '../../src/index.js'
import { startKernel, stopKernel, type Sent } from './kernel.js'

let assay: typeof Assay
let sent: Sent[]

beforeAll(async () => {
  startKernel()
  assay = await import('../../src/index.js')
})
beforeEach(() => {
  sent = startKernel()
})
afterAll(stopKernel)

const logs = 'test/fixtures/mlxp/logs'

/** An Examiner that takes this long for each run, in milliseconds. */
function taking(time: number): Assay.Examiner {
  return new assay.Examiner().add(async function wait() {
    await setTimeout(time)
  })
}

function linesOf(messages: readonly Sent[]): unknown[] {
  return messages.map(({ data }) => data['text/plain'])
}

test('an exam that takes long has one line that changes, and ends as a full bar', async () => {
  const start = performance.now()
  await taking(70).exam({ output: logs })
  const most = (performance.now() - start) / 200
  const lines = linesOf(sent)
  expect(lines.length).toBeGreaterThan(3)
  expect(lines.length).toBeLessThan(most)
  expect(lines[0]).toMatch(/^█+░+ \d+\/27 \d+$/)
  expect(lines.at(-1)).toBe(`${'█'.repeat(24)} 27/27`)
  expect(sent.map(({ update }) => update)).toEqual([false, ...lines.slice(1).map(() => true)])
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
})

test('an exam that is given up says so, and its line changes no more', async () => {
  const exam = taking(70).exam({ output: logs, signal: AbortSignal.timeout(1600) })
  await expect(exam).rejects.toThrow()
  const lines = linesOf(sent)
  expect(lines.at(-1)).toMatch(/^█+░+ \d+\/27 stopped$/)
  await setTimeout(300)
  expect(sent).toHaveLength(lines.length)
})

test('a quick exam leaves nothing behind', async () => {
  await taking(0).exam({ output: logs })
  expect(sent).toEqual([])
})

test('whoever follows an exam himself is left to it', async () => {
  let count = 0
  await taking(50).exam({ output: logs, onProgress: () => count++ })
  expect(count).toBe(27)
  expect(sent).toEqual([])
})
