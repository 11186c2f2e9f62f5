import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as Assay from '../../src/index.js'

type Bundle = Readonly<Record<string, unknown>>

const broadcasts: [string, { readonly data: Bundle }][] = []
let assay: typeof Assay

beforeAll(async () => {
  const broadcast = (...sent: (typeof broadcasts)[number]): void => void broadcasts.push(sent)
  Object.assign(globalThis, { Deno: { jupyter: { broadcast } } })
  assay = await import('../../src/index.js')
})
afterAll(() => {
  Reflect.deleteProperty(globalThis, 'Deno')
})

/** What Deno's kernel asks the last expression of a cell for. */
function bundleOf(value: unknown): Promise<Bundle> {
  const method = (value as Record<symbol, () => Promise<Bundle>>)[Symbol.for('Jupyter.display')]
  if (method === undefined) throw new Error('It does not display itself.')
  return method.call(value)
}

test('a table displays itself in Deno', async () => {
  const bundle = await bundleOf(assay.aq.table({ x: [1] }))
  expect(bundle['text/html']).toContain('<table')
  expect(bundle['text/plain']).toBe('x\n1')
})

test('a chart displays itself in Deno, as Vega-Lite and as SVG', async () => {
  const table = assay.aq.table({ lr: [1, 2], acc: [3, 4] })
  const bundle = await bundleOf(assay.barChart(table, { x: 'lr', y: 'acc' }))
  expect(Object.keys(bundle)).toEqual([
    'application/vnd.vegalite.v5+json',
    'image/svg+xml',
    'text/plain',
  ])
  expect(bundle['image/svg+xml']).toMatch(/^<svg/)
})

test('show displays in the middle of a cell of Deno', async () => {
  await assay.show([])
  expect(broadcasts).toMatchObject([['display_data', { data: { 'text/plain': 'No issues.' } }]])
})
