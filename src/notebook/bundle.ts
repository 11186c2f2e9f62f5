import { toSVG } from '../chart/render.js'
import type { Bundle } from './kernel.js'
import { viewHTML, viewText, type View } from './view.js'

// JupyterLab 4 draws Vega-Lite 5 and has no MIME type for 6. An HTML text beside it would be
// shown in its place; where Vega-Lite is unknown (VS Code, nbconvert, GitHub) the SVG is shown.
const SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json'

/** A view in the MIME types that Jupyter asks for. */
export async function bundleOf(view: View): Promise<Bundle> {
  const { spec, line } = view
  return spec === undefined ? textBundle(view) : chartBundle(spec, await toSVG(spec), line)
}

/** A chart in the MIME types that Jupyter asks for. */
export function chartBundle(spec: object, svg: string, text: string): Bundle {
  return {
    'application/vnd.vegalite.v5+json': { ...spec, $schema: SCHEMA },
    'image/svg+xml': svg,
    'text/plain': text,
  }
}

/** What is no chart in the MIME types that Jupyter asks for. */
export function textBundle(view: View): Bundle {
  return { 'text/html': viewHTML(view), 'text/plain': viewText(view) }
}
