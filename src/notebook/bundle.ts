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
    'application/vnd.vegalite.v5+json': { ...savable(spec), $schema: SCHEMA },
    'image/svg+xml': svg,
    'text/plain': text,
  }
}

/**
 * The same without halves of surrogate pairs, with which Jupyter cannot save a notebook. JSON has
 * an escape for nothing else of theirs.
 */
function savable(spec: object): object {
  const json = JSON.stringify(spec)
  if (!HALF.test(json)) return spec
  return JSON.parse(json.replaceAll(HALVES, '$1\u{fffd}')) as object
}

const HALF = /\\ud[89a-f]/
// Behind an even number of backslashes, which are text.
const HALVES = /(?<!\\)((?:\\\\)*)\\ud[89a-f][\da-f]{2}/g

/** What is no chart in the MIME types that Jupyter asks for. */
export function textBundle(view: View): Bundle {
  return { 'text/html': viewHTML(view), 'text/plain': viewText(view) }
}
