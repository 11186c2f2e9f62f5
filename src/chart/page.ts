import { htmlText } from '../values/html-text.js'
import { scriptJSON } from '../values/script-json.js'

/** A chart as one HTML page: its SVG, which the script replaces with a live one. */
export function chartPage(title: string, svg: string, compiled: object, vega: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(title)}</title>
<style>
body { margin: 24px; background: white; font-family: Arimo, Helvetica, Arial, sans-serif; }
#chart svg { max-width: 100%; height: auto; }
</style>
</head>
<body>
<div id="chart">${svg}</div>
<script>${vega.replaceAll('</script', '<\\/script')}</script>
<script>
const spec = ${scriptJSON(compiled)}
const refuse = () => Promise.reject(new Error('This page loads nothing.'))
const { sanitize } = vega.loader()
const loader = { load: refuse, http: refuse, file: refuse, sanitize }
new vega.View(vega.parse(spec), { renderer: 'svg', container: '#chart', hover: true, loader }).runAsync()
</script>
</body>
</html>
`
}

// The browser's own word that the page reaches for nothing. Vega makes functions of expressions.
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:"
