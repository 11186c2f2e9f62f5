import type { Locator, Page } from 'playwright-core'
import type { JupyterLab } from './jupyterlab.js'

interface App {
  readonly commands: {
    execute(id: string, args?: Readonly<Record<string, unknown>>): Promise<unknown>
  }
  readonly shell: {
    readonly currentWidget: {
      readonly context: { readonly ready: Promise<void> }
      readonly sessionContext: { readonly ready: Promise<void>; shutdown(): Promise<void> }
    }
  }
}

/** JupyterLab itself, in its page. */
declare const jupyterapp: App
declare function getComputedStyle(element: unknown): { readonly color: string }

/** Opens a notebook of notebooks/ in a page, and waits until its kernel is there. */
export async function openNotebook(page: Page, lab: JupyterLab, notebook: string): Promise<void> {
  await page.goto(lab.address(notebook))
  await page.locator('.jp-Notebook .jp-Cell').first().waitFor()
  await page.evaluate(async () => {
    const { context, sessionContext } = jupyterapp.shell.currentWidget
    await context.ready
    await sessionContext.ready
  })
}

/** Runs all cells, one after the other until one fails, and waits for their charts. */
export async function runAllCells(page: Page): Promise<void> {
  await page.evaluate(() => jupyterapp.commands.execute('notebook:run-all-cells'))
  await page
    .locator('.jp-RenderedVegaLite:not(:has(canvas))')
    .first()
    .waitFor({ state: 'detached' })
}

/** Ends the kernel of the notebook that is open. */
export async function shutDownKernel(page: Page): Promise<void> {
  await page.evaluate(() => jupyterapp.shell.currentWidget.sessionContext.shutdown())
}

/** Shows JupyterLab in one of its themes, such as `JupyterLab Dark`. */
export async function changeTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate(
    (name) => jupyterapp.commands.execute('apputils:change-theme', { theme: name }),
    theme,
  )
}

/** The code cells of the notebook that is open. */
export function codeCells(page: Page): Locator {
  return page.locator('.jp-Notebook .jp-CodeCell')
}

/** What a cell has displayed. */
export function outputsOf(cell: Locator): Locator {
  return cell.locator('.jp-OutputArea-output')
}

/** How light the text of an element is, from 0 to 255. */
export function textLightness(element: Locator): Promise<number> {
  return element.evaluate((node) => {
    const channels = getComputedStyle(node).color.match(/[\d.]+/g) ?? []
    return Math.min(...channels.slice(0, 3).map(Number))
  })
}

/** Takes a picture of the notebook from its first to its last cell, in a PNG file. */
export async function takePicture(page: Page, path: string): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 720 }
  // The notebook scrolls inside the page, which is made as high as that takes.
  const hidden = await page.locator('.jp-WindowedPanel-outer').evaluate((panel: Panel) => {
    panel.scrollTop = 0
    return panel.scrollHeight - panel.clientHeight
  })
  await page.setViewportSize({ width: size.width, height: size.height + hidden })
  await page.screenshot({ path })
  await page.setViewportSize(size)
}

interface Panel {
  scrollTop: number
  readonly scrollHeight: number
  readonly clientHeight: number
}
