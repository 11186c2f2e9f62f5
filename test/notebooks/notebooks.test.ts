import { readFileSync } from 'node:fs'
import { globSync } from 'glob'
import { describe, expect, test } from 'vitest'
import { runCells, type RunCell } from './run-in-tslab.js'

interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string
    readonly source: string | readonly string[]
  }[]
}

function runNotebook(name: string): Promise<RunCell[]> {
  const { cells } = JSON.parse(readFileSync(`notebooks/${name}`, 'utf8')) as Notebook
  const code = cells.filter(({ cell_type }) => cell_type === 'code')
  return runCells(code.map(({ source }) => [source].flat().join('')))
}

const notebooks = globSync('*.ipynb', { cwd: 'notebooks' }).sort()

describe.each(notebooks)('%s', (name) => {
  test('runs in tslab without a complaint', async () => {
    for (const { code, status, stderr } of await runNotebook(name)) {
      expect({ status, stderr }, code).toEqual({ status: 'ok', stderr: '' })
    }
  })
})

test('cifar10.ipynb shows its runs as a table and as a chart', async () => {
  const displays = (await runNotebook('cifar10.ipynb')).flatMap((cell) => cell.displays)
  const bodies = displays.flatMap((display) => {
    return /<tbody>.*<\/tbody>/s.exec(String(display['text/html'])) ?? []
  })
  expect(bodies[0]?.match(/<tr>/g)).toHaveLength(6)

  const chart = displays.find((display) => 'application/vnd.vegalite.v5+json' in display) ?? {}
  expect(Object.keys(chart).sort()).toEqual([
    'application/vnd.vegalite.v5+json',
    'image/svg+xml',
    'text/plain',
  ])
  expect(chart['image/svg+xml']).toMatch(/^<svg.*<\/svg>$/s)
})

test('cells that do not compile, or that throw, are noticed', async () => {
  const [wrong] = await runCells(["const one: number = 'one'"])
  expect(wrong?.status).toBe('error')
  expect(wrong?.stderr).toContain('not assignable')
  const thrown = await runCells(["throw new Error('no')", 'console.log(1)'])
  expect(thrown.map(({ status }) => status)).toEqual(['error'])
  expect(thrown[0]?.stderr).toContain('Error: no')
})
