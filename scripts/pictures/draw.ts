// Makes the pictures of the README and the docs anew. Those of pages need Chromium and Python 3.
import { mkdirSync, writeFileSync } from 'node:fs'
import { toSVG } from 'assay'
import { launch } from '../../test/e2e/browser.js'
import { charts } from './charts.js'
import { notebookPicture, reportPicture } from './pages.js'

mkdirSync('docs/pictures', { recursive: true })
const keep = (name: string, picture: string | Uint8Array): void => {
  writeFileSync(`docs/pictures/${name}`, picture)
  console.log(`docs/pictures/${name}`)
}

for (const [name, spec] of Object.entries(await charts())) keep(`${name}.svg`, await toSVG(spec))
const browser = await launch()
try {
  keep('report.png', await reportPicture(browser))
  keep('notebook.png', await notebookPicture(browser, 'cifar10.ipynb', 5))
} finally {
  await browser.close()
}
