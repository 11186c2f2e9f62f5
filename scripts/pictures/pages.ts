import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Examiner, logMetric, toReport } from 'assay'
import type { Browser } from 'playwright-core'
import { codeCells, openNotebook, runAllCells } from '../../test/e2e/jupyterlab-notebook.js'
import { startJupyterLab } from '../../test/e2e/jupyterlab.js'

const WIDTH = 1100

/** A picture of the report of the shipped example, as a PNG. */
export async function reportPicture(browser: Browser): Promise<Uint8Array> {
  const match = /test_acc=([\d.]+)/
  const examiner = new Examiner()
    .add(logMetric('acc', { log: 'train', match }))
    .add(logMetric('test_acc', { log: 'train', match, keep: 'all', step: /Iter (\d+)/ }))
  await examiner.exam({ output: 'examples/cifar10/output' })
  const folder = await mkdtemp(join(tmpdir(), 'assay-'))
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } })
  try {
    const file = join(folder, 'report.html')
    await writeFile(file, await toReport(examiner, { title: 'CIFAR-10 at two learning rates' }))
    await page.goto(pathToFileURL(file).href)
    await page.locator('figure svg .mark-line path').first().waitFor()
    await page.locator('figure svg .mark-rect path').first().waitFor()
    return await page.screenshot({ fullPage: true })
  } finally {
    await page.close()
    await rm(folder, { recursive: true })
  }
}

/** A picture of the end of a notebook in JupyterLab, from the code cell of that number on. */
export async function notebookPicture(
  browser: Browser,
  notebook: string,
  from: number,
): Promise<Uint8Array> {
  const lab = await startJupyterLab()
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 2400 } })
  try {
    await openNotebook(page, lab, notebook)
    await runAllCells(page)
    const [first, last] = [codeCells(page).nth(from - 1), codeCells(page).last()]
    const [top, bottom] = [await first.boundingBox(), await last.boundingBox()]
    if (!top || !bottom) throw new Error(`${notebook} has no code cell ${from}.`)
    const height = bottom.y + bottom.height - top.y
    return await page.screenshot({ clip: { x: top.x, y: top.y, width: top.width, height } })
  } finally {
    await page.close()
    await lab.stop()
  }
}
