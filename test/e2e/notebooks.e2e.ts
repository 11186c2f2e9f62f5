import type { BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from './browser.js'
import { committedOutputs, joined, notebooks, type Output } from './committed-notebook.js'
import {
  changeTheme,
  codeCells,
  openNotebook,
  outputsOf,
  runAllCells,
  shutDownKernel,
  takePicture,
  textLightness,
} from './jupyterlab-notebook.js'
import { startJupyterLab, type JupyterLab } from './jupyterlab.js'
import { watchPage } from './page-complaints.js'
import { pixelsOf } from './pixels.js'

const VEGA_LITE = 'application/vnd.vegalite.v5+json'
const INSTALLING = 600_000

let lab: JupyterLab
let context: BrowserContext
/** Shows what is committed, with nothing of JupyterLab. */
let plain: Page

const ends: (() => Promise<void>)[] = []

beforeAll(async () => {
  const browser = await launch()
  ends.push(() => browser.close())
  lab = await startJupyterLab()
  ends.push(() => lab.stop())
  context = await browser.newContext({ viewport: { width: 1100, height: 900 } })
  context.setDefaultTimeout(60_000)
  plain = await context.newPage()
}, INSTALLING)

afterAll(async () => {
  await Promise.all(ends.map((end) => end()))
}, 60_000)

describe.each(notebooks)('%s', (notebook) => {
  test('runs in JupyterLab, which draws its tables and charts and asks no one else', async () => {
    const page = await context.newPage()
    const complaints = watchPage(page, lab.origin)
    await openNotebook(page, lab, notebook)
    try {
      await runAllCells(page)
      await checkCells(page, committedOutputs(notebook))
    } finally {
      await takePicture(page, picture(notebook))
    }
    await shutDownKernel(page)
    expect(complaints).toEqual([])
    await page.close()
  })
})

async function checkCells(page: Page, committed: readonly (readonly Output[])[]): Promise<void> {
  const cells = codeCells(page)
  const wrong = cells.locator('[data-mime-type$=".stderr"], [data-mime-type$=".error"]')
  expect(await wrong.allTextContents()).toEqual([])
  expect(await cells.locator('.jp-InputPrompt').allTextContents()).toEqual(
    committed.map((_, index) => `[${index + 1}]:`),
  )
  for (const [index, outputs] of committed.entries()) {
    const where = `code cell ${index + 1}`
    const shown = await outputsOf(cells.nth(index)).all()
    expect(shown, where).toHaveLength(outputs.length)
    for (const [at, output] of outputs.entries()) {
      await checkOutput(shown[at] as Locator, output, where)
    }
  }
}

async function checkOutput(shown: Locator, output: Output, where: string): Promise<void> {
  const { text, data = {} } = output
  expect(await area(shown), where).toBeGreaterThan(0)
  if (VEGA_LITE in data) await checkChart(shown, joined(data['image/svg+xml']), where)
  else if ('text/html' in data) await checkHtml(shown, joined(data['text/html']), where)
  else expect(await shown.textContent(), where).toBe(joined(text ?? data['text/plain']))
}

/** JupyterLab's own Vega draws the chart with as much color as the picture beside it has. */
async function checkChart(shown: Locator, svg: string, where: string): Promise<void> {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  await plain.setContent(`<img src="${source}">`)
  const wanted = await pixelsOf(plain.locator('img'))
  expect(wanted.colored, where).toBeGreaterThan(0)
  const canvas = shown.locator('.vega-embed canvas')
  expect(await canvas.count(), where).toBe(1)
  await expect
    .poll(async () => (await pixelsOf(canvas)).colored / wanted.colored, {
      timeout: 20_000,
      message: `marks in the chart of ${where}, as a share of those in its picture`,
    })
    .toBeCloseTo(1, 1)
}

async function checkHtml(shown: Locator, html: string, where: string): Promise<void> {
  await plain.setContent(html)
  const wanted = plain.locator('body')
  expect(await cellTexts(shown), where).toEqual(await cellTexts(wanted))
  expect(await shown.locator('tr').count(), where).toBe(await wanted.locator('tr').count())
  expect((await shown.textContent())?.trim(), where).toBe((await wanted.textContent())?.trim())
  for (const table of await shown.locator('table').all()) {
    expect(await area(table), where).toBeGreaterThan(0)
  }
}

function cellTexts(html: Locator): Promise<string[]> {
  return html.locator('th, td').allTextContents()
}

async function area(element: Locator): Promise<number> {
  const box = await element.boundingBox()
  return box === null ? 0 : box.width * box.height
}

function picture(name: string): string {
  return `test/e2e/screenshots/${name.replace('.ipynb', '')}.png`
}

test('in the dark theme tables have light text, and charts a light ground', async () => {
  const page = await context.newPage()
  await openNotebook(page, lab, 'cifar10.ipynb')
  await changeTheme(page, 'JupyterLab Dark')
  await runAllCells(page)
  await takePicture(page, picture('cifar10-dark'))
  const outputs = outputsOf(codeCells(page))
  expect(await textLightness(outputs.locator('td').first())).toBeGreaterThan(200)
  expect((await pixelsOf(outputs.locator('canvas'))).ground).toBeGreaterThan(200)
  await page.close()
})
