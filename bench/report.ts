// How quick a report's page is with many runs, in a real browser: see bench/README.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { toReport, type Experiment } from 'assay'
import type { Page } from 'playwright-core'
import { launch } from '../test/e2e/browser.js'
import { median, timed } from './measure.js'

const PARAMS = 8
const METRICS = 12
const POINTS = 100
const REPEATS = 5

/** A run with 8 params, 12 metrics and a curve; the numbers are the same in every run of the bench. */
function experiment(row: number): Experiment {
  const number = (salt: number): number => ((row * 7919 + salt * 104_729) % 10_007) / 10_007
  const named = (prefix: string, count: number, valueOf: (i: number) => number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, valueOf(i)]))
  const steps = Float64Array.from({ length: POINTS }, (_, i) => i)
  return {
    name: `run_${row}`,
    dir: `runs/run_${row}`,
    layout: 'mlrunner',
    param: {
      ...named('p', PARAMS - 2, (i) => (row >> i) % 4),
      lr: 10 ** -(1 + (row % 4)),
      seed: row % 5,
    },
    metric: named('m', METRICS, number),
    cache: {},
    seriesNames: ['loss'],
    series: () => ({
      steps,
      values: steps.map((step) => Math.exp(-step / 30) + number(step) / 10),
    }),
    points: () => undefined,
    isDetail: () => false,
    artifacts: [],
  }
}

/** Milliseconds from an action in the page until what it changed is on the screen. */
function untilPainted(page: Page, action: string, changed: string): Promise<number> {
  return page.evaluate(`new Promise((done) => {
    const painted = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
    const place = ${changed}
    const before = place.textContent
    const observer = new MutationObserver(() => {
      if (place.textContent === before) return
      observer.disconnect()
      painted()
    })
    observer.observe(place, { subtree: true, childList: true, characterData: true })
    const start = performance.now()
    ${action}
  })`)
}

const sortBy = (column: string): readonly [action: string, changed: string] => [
  `Array.from(document.querySelectorAll("thead button")).find((b) => b.textContent.startsWith('${column}')).click()`,
  `document.querySelector(".runs table")`,
]
const filterBy = (query: string): readonly [action: string, changed: string] => [
  `const box = document.querySelector('#filter')
   box.value = '${query}'
   box.dispatchEvent(new Event('input', { bubbles: true }))`,
  `document.querySelector('[aria-live]')`,
]
// What any table would have to do: order the numbers of a column.
const FLOOR = `(() => {
  const numbers = Float64Array.from({ length: ROWS }, (_, i) => (i * 7919) % 10007)
  const start = performance.now()
  Uint32Array.from(numbers.keys()).sort((a, b) => numbers[a] - numbers[b])
  return performance.now() - start
})()`

const folder = mkdtempSync(join(tmpdir(), 'assay-report-'))
const browser = await launch()
try {
  console.log(
    'runs\tto write ms\tMB\tto open ms\tfirst sort ms\tlater sort ms\tfilter ms\tbare sort ms',
  )
  for (const rows of [6, 1000, 10_000]) {
    const experiments = new Map(Array.from({ length: rows }, (_, i) => [`run_${i}`, experiment(i)]))
    let html = ''
    const toWrite = await timed(async () => {
      html = await toReport({ experiments, issues: [] })
    })
    const file = join(folder, `${rows}.html`)
    writeFileSync(file, html)

    const [opened, firstSorts, sorts, filters, bare]: number[][] = [[], [], [], [], []]
    for (let i = 0; i < REPEATS; i++) {
      const page = await browser.newPage()
      opened?.push(
        await timed(async () => {
          await page.goto(pathToFileURL(file).href)
          await page.waitForSelector('tbody tr')
        }),
      )
      firstSorts?.push(await untilPainted(page, ...sortBy('m0')))
      sorts?.push(await untilPainted(page, ...sortBy('m1')))
      filters?.push(await untilPainted(page, ...filterBy('m0 > 0.5')))
      bare?.push(await page.evaluate(FLOOR.replace('ROWS', String(rows))))
      await page.close()
    }
    const middle = [opened, firstSorts, sorts, filters, bare].map((all) =>
      median(all ?? []).toFixed(1),
    )
    console.log([rows, toWrite.toFixed(0), (html.length / 1e6).toFixed(1), ...middle].join('\t'))
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true })
}
