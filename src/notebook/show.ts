import { toSVG } from '../chart/render.js'
import { AssayError, ISSUE_CODES, type Issue } from '../issue.js'
import { isTable, type TableLike } from '../table-like.js'
import { chartText } from './chart-text.js'
import { display, type Bundle } from './display.js'
import { gridHTML } from './grid-html.js'
import { gridText } from './grid-text.js'
import { issueGrid, tableGrid, type Grid } from './grid.js'

/**
 * Shows a table, a chart or a list of issues below the cell of a notebook (Jupyter with tslab);
 * in a plain script it prints text in place of that.
 *
 * Of a table it shows the first 50 rows, fractions with six digits; the table itself keeps all. A
 * chart is any Vega-Lite spec with its data inside.
 *
 * @throws AssayError for anything else, and for a spec that cannot be drawn.
 *
 * @example
 * await show(examiner.table())
 * await show(barChart(table, { x: 'lr', y: 'acc' }))
 * await show(examiner.issues)
 */
export async function show(
  value: TableLike | readonly Issue[] | Readonly<Record<string, unknown>>,
): Promise<void> {
  if (isTable(value)) return showGrid(tableGrid(value))
  if (isIssues(value)) return showGrid(issueGrid(value))
  if (isVegaLite(value)) return display(chartText(value), () => chartBundle(value))
  throw new AssayError(
    `show() shows a table, a Vega-Lite chart or a list of issues, not ${describe(value)}.`,
  )
}

function showGrid(grid: Grid): Promise<void> {
  return display(gridText(grid), () => ({ 'text/html': gridHTML(grid) }))
}

// JupyterLab 4 draws Vega-Lite 5 and has no MIME type for 6. An HTML text beside it would be
// shown in its place; where Vega-Lite is unknown (VS Code, nbconvert, GitHub) the SVG is shown.
const SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json'

async function chartBundle(spec: object): Promise<Bundle> {
  return {
    'application/vnd.vegalite.v5+json': { ...spec, $schema: SCHEMA },
    'image/svg+xml': await toSVG(spec),
  }
}

function isIssues(value: unknown): value is readonly Issue[] {
  return Array.isArray(value) && value.every(isIssue)
}

function isIssue(value: unknown): boolean {
  const { code, message } = (value ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  return typeof message === 'string' && typeof code === 'string' && code in ISSUE_CODES
}

const VIEWS = ['mark', 'layer', 'facet', 'repeat', 'concat', 'hconcat', 'vconcat']

function isVegaLite(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const { $schema } = value as { readonly $schema?: unknown }
  if (typeof $schema === 'string') return $schema.includes('/vega-lite/')
  return VIEWS.some((view) => Object.hasOwn(value, view))
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return 'an array of something else'
  return value instanceof Promise ? 'a Promise (await it first)' : 'an object of another kind'
}
