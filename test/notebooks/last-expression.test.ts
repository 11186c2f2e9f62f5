import { expect, test } from 'vitest'
import { runCells } from './run-in-tslab.js'

// A chart as the last expression is drawn by a worker that is built: all at once, at the end of
// the cell that loads Assay.
test('a chart is displayed by tslab as Vega-Lite and as SVG, before the cell is over', async () => {
  const [cell] = await runCells([
    "import { aq, barChart } from 'assay'\n" +
      "barChart(aq.table({ lr: [1, 2], acc: [3, 4] }), { x: 'lr', y: 'acc' })",
  ])
  const { status, stderr, stdout, displays } = cell ?? { displays: [] }
  expect({ status, stderr }).toEqual({ status: 'ok', stderr: '' })
  expect(stdout).toMatch(/^Chart of .* by lr\n$/)
  expect(displays).toHaveLength(1)
  expect(Object.keys(displays[0] ?? {}).sort()).toEqual([
    'application/vnd.vegalite.v5+json',
    'image/svg+xml',
    'text/plain',
  ])
  expect(displays[0]?.['image/svg+xml']).toMatch(/^<svg.*<\/svg>$/s)
})

test('a chart that was changed by hand is displayed, and one that cannot be drawn says why', async () => {
  const cells = await runCells([
    "import { aq, barChart } from 'assay'\n" +
      "const spec = barChart(aq.table({ lr: [1, 2], acc: [3, 4] }), { x: 'lr', y: 'acc' })",
    '({ ...spec, width: 321 })',
    "({ ...spec, data: { url: 'https://example.com/runs.json' } })",
    "console.log('still here')",
  ])
  expect(cells.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok'])
  expect(cells[1]?.displays).toMatchObject([{ 'application/vnd.vegalite.v5+json': { width: 321 } }])
  expect(cells[2]?.displays).toEqual([])
  expect(cells[2]?.stdout).toMatch(/: A chart draws only the data inside it/)
})

test('tables and Examiners are displayed by tslab, never dumped', async () => {
  const cells = await runCells([
    "import { Examiner } from 'assay'\nconst examiner = new Examiner()\n" +
      "await examiner.exam({ output: '../examples/cifar10/output' })",
    'examiner',
    'const table = examiner.table()\ntable',
    '[table]',
  ])
  expect(cells.map(({ stdout }) => stdout)).toEqual([
    '6 experiments examined, 0 skipped\n',
    'Examiner: 6 experiments, no issues\n',
    '6 rows × 2 columns\n',
    '[ 6 rows × 2 columns ]\n',
  ])
  expect(cells.map(({ displays }) => displays.length)).toEqual([0, 1, 1, 0])
})
