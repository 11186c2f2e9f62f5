import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { aq } from '../../src/index.js'
import { barChart } from '../../src/chart/bar.js'
import { AssayError, type Issue } from '../../src/issue.js'
import { show } from '../../src/notebook/show.js'
import { KERNEL, startKernel, stopKernel } from './kernel.js'

const require = createRequire(import.meta.url)

/** What show prints where there is no kernel. */
async function printed(value: Parameters<typeof show>[0]): Promise<string> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    await show(value)
    return write.mock.calls.map(([text]) => String(text)).join('')
  } finally {
    write.mockRestore()
  }
}

afterEach(stopKernel)

const runs = aq.table({
  lr: [0.1, 0.01, null],
  'a<b': ['x & "y"', '<script>', 'two\nlines'],
  done: [true, false, null],
  acc: [1 / 3, 1234567, 12345678.9012345],
})

const issues: readonly Issue[] = [
  { code: 'parser-threw', experiment: 'Lr_0.1', parser: 'acc', message: 'no <acc>' },
  { code: 'yaml-syntax', experiment: 'Lr_1', file: 'Lr_1/param', line: 3, message: 'cut off' },
]

describe('in a kernel', () => {
  test('a table is HTML with aligned and escaped cells, and text', async () => {
    const sent = startKernel()
    await show(runs)
    expect(sent.map(({ data }) => Object.keys(data))).toEqual([['text/html', 'text/plain']])
    const html = String(sent[0]?.data['text/html'])
    expect(html.match(/<(?:th|td) .*?<\/(?:th|td)>/g)).toEqual([
      '<th style="text-align: right; white-space: nowrap">lr</th>',
      '<th style="text-align: left; white-space: nowrap">a&lt;b</th>',
      '<th style="text-align: left; white-space: nowrap">done</th>',
      '<th style="text-align: right; white-space: nowrap">acc</th>',
      '<td style="text-align: right; white-space: nowrap">0.1</td>',
      '<td style="text-align: left; white-space: nowrap">x &amp; &quot;y&quot;</td>',
      '<td style="text-align: left; white-space: nowrap">TRUE</td>',
      '<td style="text-align: right; white-space: nowrap">0.333333</td>',
      '<td style="text-align: right; white-space: nowrap">0.01</td>',
      '<td style="text-align: left; white-space: nowrap">&lt;script&gt;</td>',
      '<td style="text-align: left; white-space: nowrap">FALSE</td>',
      '<td style="text-align: right; white-space: nowrap">1234567</td>',
      '<td style="text-align: right; white-space: nowrap"></td>',
      '<td style="text-align: left; white-space: nowrap">two lines</td>',
      '<td style="text-align: left; white-space: nowrap"></td>',
      '<td style="text-align: right; white-space: nowrap">12345678.9</td>',
    ])
    expect(html).not.toContain('color')
  })

  test('of a long table the first 50 rows, filtered and sorted as it is', async () => {
    const sent = startKernel()
    const long = aq.table({ i: Array.from({ length: 2468 }, (_, i) => i) })
    await show(long.filter('d => d.i % 2 === 0').orderby(aq.desc('i')))
    const html = String(sent[0]?.data['text/html'])
    expect(html.match(/<td/g)).toHaveLength(50)
    expect(html).toContain('>2466</td>')
    expect(html).toContain('<p>50 of 1,234 rows</p>')
  })

  test('of series and long texts only the beginning', async () => {
    const sent = startKernel()
    const curve = { steps: new Float64Array(9), values: new Float64Array(9) }
    await show(aq.table({ curve: [curve], text: ['😀'.repeat(201)] }))
    expect(sent[0]?.data['text/plain']).toContain('series of 9')
    expect(String(sent[0]?.data['text/html'])).not.toMatch(/\p{Surrogate}/u)
    expect(String(sent[0]?.data['text/html']).length).toBeLessThan(1000)
  })

  test('a chart is Vega-Lite 5 and SVG, and no HTML, which would hide it', async () => {
    const sent = startKernel()
    await show(barChart(runs, { x: 'lr', y: 'acc' }))
    expect(sent).toHaveLength(1)
    const chart = sent[0]?.data ?? {}
    expect(chart).not.toHaveProperty(['text/html'])
    expect(chart).toHaveProperty(['application/vnd.vegalite.v5+json', 'layer'])
    expect(chart['image/svg+xml']).toMatch(/^<svg/)
    expect(chart['text/plain']).toMatch(/^Chart of acc: .* by lr$/)
  })

  test('any Vega-Lite spec goes, as version 5', async () => {
    const sent = startKernel()
    await show({
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      data: { values: [{ x: 1 }] },
      mark: 'point',
      title: { text: ['Two', 'lines'] },
    })
    expect(sent[0]?.data).toMatchObject({
      'application/vnd.vegalite.v5+json': {
        $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
        mark: 'point',
      },
      'text/plain': 'Chart: Two lines',
    })
  })

  test('halves of surrogate pairs, with which Jupyter cannot save, are in no chart', async () => {
    const sent = startKernel()
    const table = aq.table({ lr: ['😀', '\ud83d', 'a \\ud83d'], acc: [1, 2, 3] })
    await show(barChart(table, { x: 'lr', y: 'acc', title: 'half \udc00' }))
    const chart = JSON.stringify(sent[0]?.data)
    expect(chart).toContain('"😀"')
    expect(chart).toContain(JSON.stringify('a \\ud83d'))
    // JSON has them as escapes, which a backslash that is text is not.
    expect(chart).not.toMatch(/(?<!\\)(?:\\\\)*\\ud[89a-f]/)
  })

  test('issues are a table too', async () => {
    const sent = startKernel()
    await show(issues)
    const html = String(sent[0]?.data['text/html'])
    expect(html).toContain('no &lt;acc&gt;')
    expect(html).toContain('>Lr_1/param:3</td>')
    await show([])
    expect(sent[1]?.data).toEqual({
      'text/html': '<p>No issues.</p>\n',
      'text/plain': 'No issues.',
    })
  })

  test('a tslab whose kernel cannot be told to send several types is sent one', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'assay-')), 'tslab/dist')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'jupyter.js'), '')
    writeFileSync(
      join(folder, 'public.js'),
      'exports.sent = []; exports.display = { raw: (...sent) => exports.sent.push(sent) }',
    )
    require(join(folder, 'jupyter.js'))
    await show(runs)
    await show(barChart(runs, { x: 'lr', y: 'acc' }))
    expect((require(join(folder, 'public.js')) as { sent: unknown }).sent).toEqual([
      ['text/html', expect.stringContaining('<table')],
      ['image/svg+xml', expect.stringContaining('<svg')],
    ])
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
    delete require.cache[join(folder, 'jupyter.js')]
  })
})

describe('in a plain script', () => {
  test('a table is printed with aligned columns', async () => {
    expect(await printed(runs)).toBe(
      [
        '  lr  a<b        done          acc',
        ' 0.1  x & "y"    TRUE     0.333333',
        '0.01  <script>   FALSE     1234567',
        '      two lines         12345678.9',
        '',
      ].join('\n'),
    )
  })

  test('a chart is a line', async () => {
    const spec = barChart(runs, { x: 'lr', y: 'acc', title: 'Runs' })
    expect(await printed(spec)).toBe('Chart: Runs\n')
    expect(await printed({ hconcat: [] })).toBe('Chart\n')
  })

  test('issues are printed, and that there are none', async () => {
    expect(await printed(issues)).toContain('Lr_0.1      acc                   no <acc>')
    expect(await printed([])).toBe('No issues.\n')
  })

  test('a table without rows or columns is no trouble', async () => {
    expect(await printed(runs.filter(() => false))).toBe('lr  a<b  done  acc\nNo rows.\n')
    expect(await printed(aq.table({}))).toBe('No columns.\n')
  })

  test('a kernel that has run no cell is none', async () => {
    require.cache[KERNEL] = { exports: { lastWriteDisplayData: null } } as NodeJS.Module
    expect(await printed([])).toBe('No issues.\n')
  })
})

test.each([
  [undefined, 'not undefined.'],
  [42, 'not 42.'],
  [[1], 'not an array of something else.'],
  [Promise.resolve(runs), 'not a Promise (await it first).'],
  [{ $schema: 'https://vega.github.io/schema/vega/v5.json' }, 'not an object of another kind.'],
])('%s is not shown', async (value, message) => {
  const shown = show(value as never)
  await expect(shown).rejects.toThrow(AssayError)
  await expect(shown).rejects.toThrow(message)
})
