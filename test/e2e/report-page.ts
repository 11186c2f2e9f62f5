import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { temporaryFolder } from '../support/runs.js'

/** A report as a browser without a network has it. */
export interface OpenReport {
  readonly page: Page
  /** The address of the file, without a hash. */
  readonly url: string
  /** Opens it anew, with the hash of an address; gives the new page. */
  readonly again: (url: string) => Promise<Page>
}

/**
 * Opens a report from a file. The test fails at its end when the page has written to the console,
 * thrown, or asked for anything but itself.
 */
export async function openReport(
  browser: Browser,
  html: string,
  { hash = '', ...options }: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<OpenReport> {
  const file = join(temporaryFolder(), 'report.html')
  writeFileSync(file, html)
  const url = pathToFileURL(file).href
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  await context.setOffline(true)
  const troubles: string[] = []
  onTestFinished(async () => {
    await context.close()
    expect(troubles).toEqual([])
  })
  const again = async (address: string): Promise<Page> => {
    const page = await context.newPage()
    page.on('console', (message) => troubles.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => troubles.push(String(error)))
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== url) troubles.push(`request: ${request.url()}`)
    })
    page.setDefaultTimeout(20_000)
    await page.goto(address)
    await page.locator('tbody .run').first().waitFor()
    return page
  }
  return { page: await again(url + hash), url, again }
}

/** The names of the runs that are drawn, in their order. */
export function runNames(page: Page): Promise<string[]> {
  return page.locator('.runs [data-place]').allTextContents()
}

/** Writes into the filter, and waits for what it comes to. */
export async function filter(page: Page, text: string, count: string): Promise<void> {
  await page.fill('#filter', text)
  await page.getByText(`${count} runs`, { exact: true }).waitFor()
}

/** The text that a chart draws, with as much as tells its marks apart; waits for it to be drawn. */
export async function chartText(page: Page, label: string | RegExp): Promise<string> {
  const figure = page.getByRole('figure', { name: label }).first()
  await figure.scrollIntoViewIfNeeded()
  await figure.locator('svg .mark-group path, svg .mark-group text').first().waitFor()
  return figure.locator('svg.marks').innerHTML()
}
