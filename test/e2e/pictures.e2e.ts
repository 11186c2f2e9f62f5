import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notebookPicture, reportPicture } from '../../scripts/pictures/pages.js'
import { launch } from './browser.js'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

test('the picture of a report shows what a report looks like now', async () => {
  await expectAlike(await reportPicture(browser), 'docs/pictures/report.png')
})

test('the picture of a notebook shows what a notebook looks like now', async () => {
  const picture = await notebookPicture(browser, 'cifar10.ipynb', 5)
  await expectAlike(picture, 'docs/pictures/notebook.png')
})

/** At a glance: other fonts, a date and antialiasing do not count, another layout does. */
async function expectAlike(picture: Uint8Array, committed: string): Promise<void> {
  const [now, before] = [await glance(picture), await glance(readFileSync(committed))]
  expect(now.ratio / before.ratio, 'height by width').toBeCloseTo(1, 1)
  const differences = now.lightness.map((light, i) => Math.abs(light - (before.lightness[i] ?? 0)))
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length
  expect(mean, `${committed} is out of date: npm run pictures`).toBeLessThan(5)
}

interface Glance {
  /** Height by width. */
  readonly ratio: number
  /** From 0 to 255, of 32 × 32 parts. */
  readonly lightness: readonly number[]
}

async function glance(png: Uint8Array): Promise<Glance> {
  const page = await browser.newPage()
  await page.setContent(
    `<img src="data:image/png;base64,${Buffer.from(png).toString('base64')}"><canvas width=32 height=32>`,
  )
  const glimpsed: Glance = await page.evaluate(`(async () => {
    const image = document.querySelector('img')
    await image.decode()
    const context = document.querySelector('canvas').getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, 0, 0, 32, 32)
    const { data } = context.getImageData(0, 0, 32, 32)
    const lightness = Array.from({ length: 32 * 32 }, (_, i) =>
      (data[4 * i] + data[4 * i + 1] + data[4 * i + 2]) / 3)
    return { ratio: image.naturalHeight / image.naturalWidth, lightness }
  })()`)
  await page.close()
  return glimpsed
}
