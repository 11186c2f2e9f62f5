import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runCells } from './run-in-tslab.js'

test('the cells of docs/notebook.md run, one after the other, and show what it says', async () => {
  const blocks = readFileSync('docs/notebook.md', 'utf8').matchAll(/^```ts\n(.*?)^```/gms)
  const sources = Array.from(blocks, ([, text = '']) => {
    return text.replace("output: 'output'", "output: '../examples/cifar10/output'")
  })
  const cells = await runCells(sources)
  for (const { code, status, stderr } of cells) {
    expect({ status, stderr }, code).toEqual({ status: 'ok', stderr: '' })
  }
  expect(cells).toHaveLength(sources.length)
  expect(cells[0]?.stdout).toBe('6 experiments examined, 0 skipped\n')
  expect(cells.map(({ displays }) => displays.length)).toEqual([0, 1, 1, 2, 1, 1])
})
