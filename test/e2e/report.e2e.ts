import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Examiner, logMetric, type Parser } from '../../src/index.js'
import type { ReportCell, ReportData } from '../../src/report/data.js'
import { reportPage } from '../../src/report/page.js'
import { toReport } from '../../src/report/to-report.js'
import { folderOf } from '../support/runs.js'
import { launch } from './browser.js'
import { sweep } from './report-data.js'
import { CLOSING, hostile, IMAGE } from './report-hostile.js'
import { chartText, filter, openReport, runNames } from './report-page.js'

const PICTURES = 'test/e2e/screenshots'
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true }

let browser: Browser
let example: string
let thousand: string

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  browser = await launch()
  const accuracy = /test_acc=([\d.]+)/
  const examiner = new Examiner()
    .add(logMetric('acc', { log: 'train', match: accuracy }))
    .add(logMetric('test_acc', { log: 'train', match: accuracy, keep: 'all', step: /Iter (\d+)/ }))
  await examiner.exam({ output: 'examples/cifar10/output' })
  example = await toReport(examiner, { title: 'CIFAR-10' })
  thousand = await reportPage(sweep(1000))
}, 120_000)

afterAll(() => browser.close())

describe('the report of the example', () => {
  it('opens with what varies, the groups, and what went wrong', async () => {
    const { page } = await openReport(browser, example)
    expect(await page.title()).toBe('CIFAR-10')
    expect(await page.locator('header').innerText()).toMatch(/6 runs.*2 params varying.*no issues/s)
    const heads = await page.locator('.runs thead tr:last-child th').allInnerTexts()
    expect(heads).toEqual(['run', 'lr', 'seed', 'acc'])
    expect(await page.locator('.runs .run').count()).toBe(6)
    const cells = await page.locator('.runs .run').first().locator('th, td').allInnerTexts()
    expect(cells.slice(1, 4)).toEqual(['0.01', '0', '0.9039'])
    expect(await page.locator('.groups tbody').innerText()).toMatch(
      /0\.01\s+3\s+0\.902 ± 0\.004\s+0\.1\s+3\s+0\.928 ± 0\.007/,
    )
    expect(await page.locator('.issues').innerText()).toContain('Nothing went wrong.')
  })

  it('draws a chart of the metric and the learning curves, which follow the filter', async () => {
    const { page } = await openReport(browser, example)
    const bars = await chartText(page, 'acc by lr')
    expect(bars).toContain('0.902')
    expect(bars).toContain('0.928')
    expect(await chartText(page, 'test_acc over steps')).toContain('mark-line')
    await page.getByLabel('show', { exact: true }).selectOption('runs')
    const points = page.getByRole('figure', { name: 'acc by lr' }).locator('.mark-symbol path')
    await expect.poll(() => points.count()).toBe(6)
    await page.getByLabel('show', { exact: true }).selectOption('means')
    await page.getByRole('figure', { name: 'acc by lr' }).getByText('0.902').waitFor()
    await filter(page, 'lr == 0.1', '3 of 6')
    const figure = page.getByRole('figure', { name: 'acc by lr' })
    await figure.getByText('0.902').waitFor({ state: 'detached' })
    expect(await chartText(page, 'acc by lr')).toContain('0.928')
  })

  it('is pictured in the light, in the dark and on a phone', async () => {
    for (const [name, options] of Object.entries({
      light: {},
      dark: { colorScheme: 'dark' as const },
      phone: PHONE,
    })) {
      const { page } = await openReport(browser, example, options)
      await chartText(page, 'acc by lr')
      await chartText(page, 'test_acc over steps')
      await page.evaluate('scrollTo(0, 0)')
      await page.screenshot({ path: `${PICTURES}/report-${name}.png`, fullPage: true })
    }
  })
})

describe('the table of runs', () => {
  it.each([1000, 10_000])('sorts %i runs up, down and not, missing values last', async (count) => {
    const data = sweep(count)
    const { page } = await openReport(browser, await reportPage(data))
    expect(await page.locator('.runs table').getAttribute('aria-rowcount')).toBe(`${count + 2}`)
    const head = page.locator('.runs th[scope=col]', { hasText: 'acc' })
    await expectOrder(page, data.experiments)

    await head.getByRole('button').click()
    expect(await head.getAttribute('aria-sort')).toBe('ascending')
    await expectOrder(page, sortedBy(data, 'acc', 1))

    await head.getByRole('button').press('Enter')
    expect(await head.getAttribute('aria-sort')).toBe('descending')
    await expectOrder(page, sortedBy(data, 'acc', -1))

    await head.getByRole('button').press('Space')
    expect(await head.getAttribute('aria-sort')).toBe('none')
    await expectOrder(page, data.experiments)
    await page.screenshot({ path: `${PICTURES}/report-${count}-runs.png` })
  })

  it('sorts names as people number them', async () => {
    const { page } = await openReport(browser, thousand)
    await filter(page, 'model == "resnet18" & seed == 0', '50 of 1,000')
    await page.getByRole('button', { name: 'run', exact: true }).click()
    const names = await runNames(page)
    expect(names.slice(0, 3)).toEqual([
      'resnet18/lr=0.001,seed=0,id=80',
      'resnet18/lr=0.001,seed=0,id=180',
      'resnet18/lr=0.001,seed=0,id=280',
    ])
  })

  it('keeps only rows in sight in the document, and the head and names in sight', async () => {
    const { page } = await openReport(browser, thousand)
    expect((await runNames(page)).length).toBeLessThan(60)
    await scrollBox(page, 600, 12000)
    await page.locator('[data-place="352"]').waitFor()
    const box = await page.locator('.runs .box').boundingBox()
    const corner = await page.locator('.runs thead tr:last-child th').first().boundingBox()
    expect(corner?.x).toBeCloseTo((box?.x ?? 0) + 1, 0)
    expect((corner?.y ?? 0) - (box?.y ?? 0)).toBeLessThan(40)
  })

  it('is walked through with the keyboard', async () => {
    const { page } = await openReport(browser, thousand)
    const focused = page.locator('[data-place]:focus')
    await page.locator('[data-place="0"]').focus()
    for (const [key, place] of [
      ['ArrowDown', '1'],
      ['PageDown', '11'],
      ['ArrowUp', '10'],
      ['End', '999'],
      ['ArrowDown', '999'],
      ['PageUp', '989'],
      ['Home', '0'],
    ] as const) {
      await page.keyboard.press(key)
      await page.locator(`[data-place="${place}"]:focus`).waitFor()
    }
    await page.keyboard.press('Enter')
    await page.locator('.unfolded').waitFor()
    expect(await focused.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Escape')
    await page.locator('.unfolded').waitFor({ state: 'detached' })
    expect(await focused.getAttribute('data-place')).toBe('0')
  })

  it('unfolds a run to its params, details, artifacts, issues and curves', async () => {
    const { page } = await openReport(browser, thousand)
    await page.locator('.runs .run').first().click()
    const details = page.locator('.unfolded')
    expect(await details.innerText()).toMatch(
      /model\s+resnet18.*batch_size\s+128.*status\s+FAILED/s,
    )
    expect(await details.innerText()).toContain('pickle/eval/confusion.pkl pickle, 81.9 kB')
    expect(await details.innerText()).toContain('numpy/weights.npy numpy, file missing')
    expect(await details.innerText()).toContain('train.log:12')
    for (const series of ['train.loss', 'test.acc', 'lr']) {
      expect(await chartText(page, series)).toContain('mark-line')
    }
    await scrollBox(page, 0, 0)
    await page.screenshot({ path: `${PICTURES}/report-unfolded.png` })
    await page.locator('.runs .run').first().click()
    expect(await details.count()).toBe(0)
  })

  it('keeps a run unfolded when it is sorted out of sight and back', async () => {
    const { page } = await openReport(browser, thousand)
    const height = (): Promise<number> =>
      page.evaluate("document.querySelector('.runs .box').scrollHeight")
    const head = page.getByRole('button', { name: 'run', exact: true })
    const folded = await height()
    await page.locator('.runs .run').first().click()
    await page.locator('.unfolded').waitFor()
    await expect.poll(height).toBeGreaterThan(folded + 300)
    const unfolded = await height()

    await head.click()
    await page.locator('.unfolded').waitFor({ state: 'detached' })
    await expect.poll(height).toBe(folded)
    await head.click()
    await head.click()
    await page.locator('.unfolded').waitFor()
    await expect.poll(height).toBe(unfolded)
    expect(await page.locator('[aria-expanded=true]').getAttribute('data-place')).toBe('0')
  })

  it('shows the columns that are asked for', async () => {
    const { page } = await openReport(browser, thousand)
    await page.getByText('Columns').click()
    await page.getByRole('checkbox', { name: 'batch_size' }).check()
    await page.getByRole('checkbox', { name: 'status' }).check()
    await page.getByRole('checkbox', { name: 'wall_time' }).uncheck()
    const heads = await page.locator('.runs thead tr:last-child th').allInnerTexts()
    expect(heads.slice(-2)).toEqual(['batch_size', 'status'])
    expect(heads).not.toContain('wall_time')
    const groups = await page.locator('.groups thead th').allInnerTexts()
    expect(groups).toContain('acc')
    expect(groups).not.toContain('wall_time')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('checkbox', { name: 'batch_size' }).isVisible()).toBe(false)
  })
})

describe('the filter', () => {
  it('keeps every letter that is typed, however slowly', async () => {
    const { page } = await openReport(browser, thousand)
    await page.locator('#filter').focus()
    const text = "model == 'vit-small' & acc > 0.5"
    // About the time after which the filter follows what was typed.
    await page.keyboard.type(text, { delay: 130 })
    expect(await page.inputValue('#filter')).toBe(text)
  })

  it('takes a query, or looks for a text', async () => {
    const { page } = await openReport(browser, thousand)
    await page.keyboard.press('/')
    await page.keyboard.type("model == 'vit-small' & optim.lr <= 0.003")
    await page.getByText('100 of 1,000 runs').waitFor()
    expect((await runNames(page)).every((name) => name.startsWith('vit-small'))).toBe(true)
    await filter(page, 'CONVNEXT', '250 of 1,000')
    expect((await runNames(page)).every((name) => name.startsWith('convnext'))).toBe(true)
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.getByText('1,000 of 1,000 runs').waitFor()
  })

  it('says what is wrong with a query, and keeps what it had', async () => {
    const { page } = await openReport(browser, thousand)
    await filter(page, 'seed == 1', '200 of 1,000')
    await page.fill('#filter', 'sed == 1')
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toContain("There is no field 'sed'. Did you mean 'seed'?")
    expect(await page.getByText('200 of 1,000 runs').count()).toBe(1)
    await page.screenshot({ path: `${PICTURES}/report-bad-query.png` })
  })

  it('is set by a group, and groups follow it', async () => {
    const { page } = await openReport(browser, thousand)
    await page.getByRole('checkbox', { name: 'optim.schedule' }).first().uncheck()
    await page.getByRole('checkbox', { name: 'optim.warmup' }).first().uncheck()
    await page.getByRole('checkbox', { name: 'dropout' }).first().uncheck()
    await page.getByText('20 groups.').waitFor()
    await page.locator('.groups tbody tr').first().click()
    expect(await page.inputValue('#filter')).toBe("model == 'convnext-tiny' & optim.lr == 0.001")
    await page.getByText('50 of 1,000 runs').waitFor()
    await page.getByText('1 group.').waitFor()
    await page.getByRole('checkbox', { name: 'seed' }).first().check()
    await page.getByText('5 groups.').waitFor()
  })

  it('is as it was before a group, with the back button', async () => {
    const { page } = await openReport(browser, example)
    await filter(page, 'seed < 2', '4 of 6')
    await page.locator('.groups tbody tr').first().click()
    await page.getByText('2 of 6 runs', { exact: true }).waitFor()
    expect(await page.inputValue('#filter')).toBe('seed < 2 & lr == 0.01')
    await page.goBack()
    await page.getByText('4 of 6 runs', { exact: true }).waitFor()
    expect(await page.inputValue('#filter')).toBe('seed < 2')
  })

  it('is not set by a group that no query can tell', async () => {
    const output = folderOf({ 'a/param': '"a `tick`": 0\n', 'b/param': '"a `tick`": 1\n' })
    const { page } = await openReport(browser, await reportOf(output))
    await page.locator('.groups tbody tr').first().click()
    await page.getByText('No repetitions').waitFor()
    expect(await page.locator('.groups tbody button').count()).toBe(0)
    expect(await page.inputValue('#filter')).toBe('')
  })

  it('is cleared where an issue asks for a run that it hides', async () => {
    const { page } = await openReport(browser, thousand)
    await filter(page, 'model == "vit-small"', '250 of 1,000')
    await page.locator('.issues li button').nth(20).click()
    await page.getByText('1,000 of 1,000 runs').waitFor()
    const focused = page.locator('[data-place]:focus')
    await focused.waitFor()
    expect(await focused.innerText()).toContain('id=800')
    expect(await focused.getAttribute('aria-expanded')).toBe('true')
  })
})

describe('the address', () => {
  it('holds what is seen, and shows it again', async () => {
    const { page, again, url } = await openReport(browser, thousand)
    expect(page.url()).toBe(url)
    await filter(page, 'optim.lr == 0.01 & seed < 3', '120 of 1,000')
    await page.getByRole('button', { name: 'loss', exact: true }).click()
    await page.locator('[data-place="1"]').click()
    await page.getByLabel('by', { exact: true }).selectOption('optim.schedule')
    await page.getByLabel('Series').selectOption('test.acc')
    const names = await runNames(page)

    const other = await again(page.url())
    await other.getByText('120 of 1,000 runs').waitFor()
    expect(await runNames(other)).toEqual(names)
    expect(await other.locator('[data-place="1"]').getAttribute('aria-expanded')).toBe('true')
    expect(await chartText(other, 'acc by optim.schedule')).toContain('cosine')
    expect(await chartText(other, 'test.acc over steps')).toContain('test.acc')
  })

  it('may be changed by hand, and may ask for what is not there', async () => {
    const { page } = await openReport(browser, thousand, {
      hash: '#sort=nothing:asc&open=nobody&columns=nowhere&x=none&metric=none&series=none&by=none',
    })
    await page.getByText('1,000 of 1,000 runs').waitFor()
    await page.evaluate("location.hash = '#where=seed+%3D%3D+4&sort=acc:desc'")
    await page.getByText('200 of 1,000 runs').waitFor()
    expect(await page.inputValue('#filter')).toBe('seed == 4')
  })
})

describe('what is in a report', () => {
  it('tells how to have metrics where there are none', async () => {
    const { page } = await openReport(browser, await reportOf('test/fixtures/mlrunner/output'))
    await page.getByText('These runs have no metrics.').waitFor()
    expect(await page.locator('.hint').innerText()).toContain('--metric')
    expect(await page.locator('.charts').count()).toBe(0)
    const { page: other } = await openReport(browser, example)
    expect(await other.locator('.hint').count()).toBe(0)
  })

  it('is a chart of the runs where no param varies', async () => {
    const log = (acc: number): string => `acc=${acc}\n`
    const output = folderOf({
      'a/param': 'lr: 1\n',
      'a/log.train.1': log(0.25),
      'b/param': 'lr: 1\n',
      'b/log.train.1': log(0.75),
    })
    const acc = logMetric('acc', { log: 'train', match: /acc=(\S+)/ })
    const { page } = await openReport(browser, await reportOf(output, acc))
    expect(await chartText(page, 'acc by experiment')).toContain('0.75')
    expect(await page.getByLabel('by', { exact: true }).locator('option').allInnerTexts()).toEqual([
      'experiment',
    ])
  })

  it('has a line for each run, also where names have line ends', async () => {
    const output = folderOf({ 'a\nb/param': 'lr: 1\n', 'a\n\nb/param': 'lr: 2\n' })
    const { page } = await openReport(browser, await reportOf(output))
    expect(await runNames(page)).toEqual(['a↵↵b', 'a↵b'])
    for (const row of await page.locator('.runs .run').all()) {
      expect((await row.boundingBox())?.height).toBe(34)
    }
  })

  it('tells of curves that were averaged', async () => {
    const log = Array.from({ length: 1000 }, (_, i) => `step ${i} loss=${1 / (i + 1)}\n`).join('')
    const output = folderOf({ 'run/param': 'seed: 0\n', 'run/log.train.1': log })
    const examiner = new Examiner().add(
      logMetric('loss', { log: 'train', match: /loss=(\S+)/, step: /step (\d+)/, keep: 'all' }),
    )
    await examiner.exam({ output })
    const { page } = await openReport(browser, await toReport(examiner))
    await page.getByText('Longer curves were averaged').waitFor()
    await page.locator('.runs [data-place]').first().click()
    await page.getByText('loss (1,000 points, averaged to 400)').waitFor()
  })

  it('stays text, whatever it looks like', async () => {
    const { page } = await openReport(browser, await reportPage(hostile))
    await page.locator('.runs .run').first().click()
    const text = await page.locator('body').innerText()
    for (const shown of [`run ${IMAGE}`, `a ${IMAGE}`, `message ${CLOSING}`, `constant ${IMAGE}`]) {
      expect(text).toContain(shown)
    }
    const bars = await chartText(page, /^metric .* by /)
    expect(bars).toContain('&lt;img')
    await chartText(page, /^series .* over steps/)
    await page.locator('.charts svg .mark-rect path').first().hover()
    const tooltip = page.locator('#vg-tooltip-element.visible')
    await tooltip.waitFor()
    expect(await tooltip.innerText()).toContain('<img')
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    await page.locator('.groups tbody tr').first().click()
    await page.getByText('1 of 3 runs', { exact: true }).waitFor()
  })

  it('may be nothing at all', async () => {
    const nothing = { ...hostile, experiments: [], columns: [], series: [], issues: [] }
    const html = await reportPage({ ...nothing, artifacts: [], title: 'Nothing' })
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.setContent(html)
    await page.getByText('0 of 0 runs').waitFor()
    await context.close()
  })
})

describe('the page', () => {
  it('turns dark and light with the system, and its charts with it', async () => {
    const { page } = await openReport(browser, example)
    const ground = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.body).backgroundColor')
    const ink = /<text[^>]*fill="(#c4cbd2)"/
    expect(await chartText(page, 'acc by lr')).not.toMatch(ink)
    const light = await ground()
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await ground()).not.toBe(light)
    await expect.poll(() => chartText(page, 'acc by lr')).toMatch(ink)
    await page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(() => chartText(page, 'acc by lr')).not.toMatch(ink)
  })

  it('is printed on few sheets, with the runs that were in sight', async () => {
    const { page } = await openReport(browser, thousand)
    await page.emulateMedia({ media: 'print' })
    await page.getByText(/^\d+ of 1,000 runs: those that were in sight/).waitFor()
    const height = await page.evaluate('document.documentElement.scrollHeight')
    expect(height).toBeLessThan(20_000)
  })

  it('is no wider than a phone', async () => {
    for (const html of [example, thousand, await reportPage(hostile)]) {
      const { page } = await openReport(browser, html, PHONE)
      await page.locator('.run button').first().click()
      await page.locator('.charts').scrollIntoViewIfNeeded()
      await page.locator('.charts svg').first().waitFor()
      const width = await page.evaluate('document.documentElement.scrollWidth')
      expect(width).toBe(390)
    }
  })
})

async function reportOf(output: string, ...metrics: readonly Parser[]): Promise<string> {
  const examiner = new Examiner()
  for (const metric of metrics) examiner.add(metric)
  await examiner.exam({ output })
  return toReport(examiner)
}

function scrollBox(page: Page, left: number, top: number): Promise<void> {
  return page.evaluate(`document.querySelector('.runs .box').scrollTo(${left}, ${top})`)
}

/** The first runs in sight, and with the key End the last. */
async function expectOrder(page: Page, names: readonly string[]): Promise<void> {
  await scrollBox(page, 0, 0)
  await page.locator('[data-place="0"]', { hasText: names[0] ?? '' }).waitFor()
  expect((await runNames(page)).slice(0, 15)).toEqual(names.slice(0, 15))
  await page.locator('[data-place="0"]').focus()
  await page.keyboard.press('End')
  await page.locator(`[data-place="${names.length - 1}"]:focus`).waitFor()
  expect((await runNames(page)).slice(-10)).toEqual(names.slice(-10))
}

/** The names of the runs in the order of a numeric column; those without a value last. */
function sortedBy(data: ReportData, name: string, sign: number): string[] {
  const values = data.columns.find((column) => column.name === name)?.values as ReportCell[]
  const rows = Array.from(values.keys())
  const present = rows.filter((row) => typeof values[row] === 'number')
  present.sort((a, b) => sign * (Number(values[a]) - Number(values[b])) || a - b)
  const missing = rows.filter((row) => typeof values[row] !== 'number')
  return [...present, ...missing].map((row) => data.experiments[row] ?? '')
}
