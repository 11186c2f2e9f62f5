import { table } from 'arquero'
import { describe, expect, test } from 'vitest'
import { barChart } from '../../src/chart/bar.js'
import { heatmapChart } from '../../src/chart/heatmap.js'
import { lineChart } from '../../src/chart/line.js'
import { toHTML, toPNG, toSVG } from '../../src/chart/render.js'
import { scatterChart } from '../../src/chart/scatter.js'
import type { ChartSpec } from '../../src/chart/spec.js'
import { AssayError } from '../../src/issue.js'

const EVIL = '</script><img src=x onerror=alert(1)><!--'
const ODD = `a.b[0]["x"]/'y'\\z ${EVIL}`

const runs = table({
  lr: [0.1, 0.1, 0.01, 0.01],
  seed: [0, 1, 0, 1],
  acc: [0.9, 0.92, 0.5, 0.6],
  loss: [3, 2, 1, 0.5].map((last) => ({ steps: [1, 2, 3], values: [5, 4, last] })),
})
const odd = table({ [ODD]: [EVIL, 'b', 'c\u0000\ud800'], [`${ODD}2`]: [1, 2, 3] })

const charts: Record<string, ChartSpec> = {
  bar: barChart(runs, { x: 'lr', y: 'acc' }),
  'grouped bar': barChart(runs, { x: 'lr', y: 'acc', color: 'seed' }),
  line: lineChart(runs, { series: 'loss', color: 'lr' }),
  'logarithmic line': lineChart(runs, { series: 'loss', yScale: 'log' }),
  scatter: scatterChart(runs, { x: 'lr', y: 'acc', color: 'seed' }),
  heatmap: heatmapChart(runs, { x: 'lr', y: 'seed', metric: 'acc' }),
  'odd bar': barChart(odd, { x: ODD, y: `${ODD}2`, color: ODD, title: EVIL }),
  'odd scatter': scatterChart(odd, { x: ODD, y: `${ODD}2` }),
  'odd heatmap': heatmapChart(odd, { x: ODD, y: `${ODD}2`, metric: `${ODD}2` }),
  'empty bar': barChart(table({}), { x: 'x', y: 'y' }),
  'empty line': lineChart(table({}), { series: 'loss' }),
  'empty scatter': scatterChart(table({}), { x: 'x', y: 'y' }),
  'empty heatmap': heatmapChart(table({}), { x: 'x', y: 'y', metric: 'z' }),
}
const named = Object.entries(charts)

/** The texts that an SVG shows, without its markup. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '')
}

describe('every chart', () => {
  test.each(named)('%s is JSON data for Vega-Lite 5', (_, spec) => {
    expect(spec.$schema).toBe('https://vega.github.io/schema/vega-lite/v5.json')
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
  })

  test.each(named.filter(([name]) => !name.startsWith('empty')))(
    '%s compiles without a warning',
    async (_, spec) => {
      const { compile } = await import('vega-lite')
      const warnings: string[] = []
      const logger = {
        level: () => logger,
        error: (...messages: readonly unknown[]) => (warnings.push(messages.join()), logger),
        warn: (...messages: readonly unknown[]) => (warnings.push(messages.join()), logger),
        info: () => logger,
        debug: () => logger,
      }
      compile(JSON.parse(JSON.stringify(spec)) as Parameters<typeof compile>[0], { logger })
      expect(warnings).toEqual([])
    },
  )

  test.each(named)('%s is drawn, the same each time, and left as it was', async (_, spec) => {
    const before = JSON.stringify(spec)
    const [first, again] = await Promise.all([toSVG(spec), toSVG(spec)])
    expect(first).toMatch(/^<svg .*<\/svg>$/s)
    expect(again).toBe(first)
    expect(first).not.toMatch(/NaN|undefined|<img|<script/)
    expect(JSON.stringify(spec)).toBe(before)
  })
})

describe('SVG', () => {
  test('has the bars, the whiskers and the words', async () => {
    const svg = await toSVG(charts['bar'] ?? {})
    expect(svg.match(/aria-roledescription="bar"/g)).toHaveLength(2)
    expect(svg.match(/aria-roledescription="rule mark"/g)).toHaveLength(2)
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(['0.01', '0.1', 'lr', 'acc: mean ± 95% CI, n = 2', '0.55', '0.91']),
    )
    expect(svg).toContain('font-family="Arimo, Helvetica, Arial, sans-serif"')
  })

  test('has a line and a band for each group', async () => {
    const svg = await toSVG(charts['line'] ?? {})
    expect(svg.match(/aria-roledescription="line mark"/g)).toHaveLength(2)
    expect(svg.match(/aria-roledescription="area mark"/g)).toHaveLength(2)
  })

  test('keeps every label and a margin that fits, for its text is measured', async () => {
    const x = Array.from({ length: 12 }, (_, i) => `a-rather-long-model-name-${i}`)
    const svg = await toSVG(barChart(table({ x, y: x.map(() => 1) }), { x: 'x', y: 'y' }))
    expect(textsOf(svg)).toEqual(expect.arrayContaining(x))
    const empty = await toSVG(barChart(table({ x: ['a'], y: [1] }), { x: 'x', y: 'y' }))
    expect(Number(/width="(\d+)"/.exec(empty)?.[1])).toBeLessThan(220)
  })

  test('shows odd names and hostile values as text', async () => {
    const texts = textsOf(await toSVG(charts['odd bar'] ?? {}))
    expect(texts).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&lt;!--')
    expect(texts.some((text) => text.startsWith(`a.b[0]["x"]/'y'\\z`))).toBe(true)
    expect(texts).toContain('c\ufffd\ufffd')
  })
})

describe('PNG', () => {
  const size = (png: Uint8Array): number[] => {
    const view = new DataView(png.buffer, png.byteOffset)
    return [view.getUint32(16), view.getUint32(20)]
  }

  test('is an image twice the size of the SVG, or as large as asked', async () => {
    const svg = await toSVG(charts['bar'] ?? {})
    const [, width = 0, height = 0] = (/width="(\d+)" height="(\d+)"/.exec(svg) ?? []).map(Number)
    const png = await toPNG(charts['bar'] ?? {})
    expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10])
    expect(size(png)).toEqual([2 * width, 2 * height])
    expect(size(await toPNG(charts['bar'] ?? {}, { scale: 1 }))).toEqual([width, height])
  })

  test('has the letters in it', async () => {
    const spec = (title: string): object => ({ title, data: { values: [{}] }, mark: 'point' })
    const [one, other] = await Promise.all([toPNG(spec('iiii')), toPNG(spec('llll'))])
    expect(Buffer.compare(one, other)).not.toBe(0)
  })

  test.each([0, -1, NaN, Infinity])('of a scale of %s is refused', async (scale) => {
    await expect(toPNG(charts['bar'] ?? {}, { scale })).rejects.toThrow(AssayError)
  })

  test.each(named)('is made of %s', async (_, spec) => {
    expect((await toPNG(spec)).length).toBeGreaterThan(100)
  })
})

describe('HTML', () => {
  test('reaches for nothing outside itself', async () => {
    const html = await toHTML(charts['line'] ?? {})
    const names = ['http://www.w3.org/', 'https://vega.github.io/schema/']
    const urls = html.match(/https?:\/\/[^\s"'`)]+/g) ?? []
    expect(urls.filter((url) => !names.some((name) => url.startsWith(name)))).toEqual([])
    expect(html).not.toMatch(/<(script|link|img|iframe)[^>]*(src|href)=/)
    expect(html).toContain("default-src 'none'")
  })

  test('has the title, the drawing, and Vega with the spec', async () => {
    const html = await toHTML(barChart(runs, { x: 'lr', y: 'acc', title: 'Tom & Jerry' }))
    expect(html).toContain('<title>Tom &amp; Jerry</title>')
    expect(html).toContain('<div id="chart"><svg')
    expect(html).toContain('"values":[{"x":"0.01"')
    expect(await toHTML(charts['bar'] ?? {})).toContain('<title>Chart</title>')
  })

  test.each(['odd bar', 'odd scatter', 'odd heatmap'])('keeps the %s as text', async (name) => {
    const html = await toHTML(charts[name] ?? {})
    expect(html.match(/<\/script/g)).toHaveLength(2)
    expect(html).not.toMatch(/<img|<!--/)
  })
})

describe('a spec of the user', () => {
  const points = { data: { values: [{ a: 1, b: 'http://example.org/x.png' }] } }

  test('is drawn on white', async () => {
    const svg = await toSVG({
      ...points,
      mark: 'bar',
      encoding: { x: { field: 'a', type: 'quantitative' } },
    })
    expect(svg).toMatch(/<rect [^>]*fill="white"/)
  })

  test.each([
    { data: { url: 'file:///etc/passwd' }, mark: 'point' },
    { data: { url: 'http://example.org/x.csv' }, mark: 'point' },
    { data: { url: 'data.csv' }, mark: 'point' },
    { ...points, mark: 'image', encoding: { url: { field: 'b' } } },
    {
      ...points,
      mark: 'point',
      transform: [{ lookup: 'a', from: { data: { url: 'x.csv' }, key: 'a', fields: ['c'] } }],
    },
  ])('that would load something is refused: %j', async (spec) => {
    for (const render of [toSVG, toPNG, toHTML]) {
      await expect(render(spec)).rejects.toThrow(/^A chart draws only the data inside it/)
      await expect(render(spec)).rejects.toThrow(AssayError)
    }
  })

  test('may have links, but not to scripts', async () => {
    const link = (b: string): object => ({
      data: { values: [{ b }] },
      mark: 'point',
      encoding: { href: { field: 'b' } },
    })
    expect(await toSVG(link('https://example.org'))).toContain('href="https://example.org"')
    await expect(toSVG(link('javascript:alert(1)'))).rejects.toThrow(AssayError)
  })

  test.each([
    [{}],
    [[]],
    [null],
    [{ ...points, mark: 'nothing' }],
    [{ data: { values: [{ a: 1n }] }, mark: 'point' }],
    [{ ...points, mark: 'point', transform: [{ calculate: 'datum.x.y.z', as: 'c' }] }],
  ])('that cannot be drawn is refused, and the next one is drawn', async (spec) => {
    await expect(toSVG(spec as object)).rejects.toThrow(AssayError)
    expect(await toSVG(charts['bar'] ?? {})).toContain('<svg')
  })
})
