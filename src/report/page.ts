import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { AssayError } from '../issue.js'
import { htmlText } from '../values/html-text.js'
import { scriptJSON } from '../values/script-json.js'
import type { ReportData } from './data.js'

/** A report as one HTML file that loads nothing. */
export async function reportPage(data: ReportData): Promise<string> {
  const [script, style] = await Promise.all([asset('page.js'), asset('style.css')])
  // No text of a script may end its element.
  const code = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  const hash = createHash('sha256').update(code).digest('base64')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(hash)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${htmlText(data.title)}</title>
<style>
${style}</style>
</head>
<body>
<div id="root"><noscript>This report is drawn by a script; allow it to run.</noscript></div>
<script type="application/json" id="data">${scriptJSON(data)}</script>
<script>${code}</script>
</body>
</html>
`
}

/** The browser's own word that the page runs this one script, and reaches for nothing. */
function policy(hash: string): string {
  return `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data: blob:`
}

// The build puts them there; it is the same way from src/report and from dist/report.
async function asset(name: string): Promise<string> {
  const file = new URL(`../../dist/page/${name}`, import.meta.url)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new AssayError(
      `A part of Assay is missing, ${fileURLToPath(file)}; install it again (in a clone: npm run build).`,
      { cause: error },
    )
  }
}
