import { barChart } from '../chart/bar.js'
import { heatmapChart } from '../chart/heatmap.js'
import { lineChart } from '../chart/line.js'
import { toHTML, toPNG, toSVG } from '../chart/render.js'
import { scatterChart } from '../chart/scatter.js'
import type { ChartSpec } from '../chart/spec.js'
import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import type { TableLike } from '../table-like.js'

/** A chart that the command line asks for, and the file that it goes to. */
export interface ChartRequest {
  readonly path: string
  /** The content of that file. */
  readonly draw: (table: TableLike) => Promise<Uint8Array | string[]>
}

export const CHART_FORMS =
  'bar:x:y[:color], line:series[:color], scatter:x:y[:color], heatmap:x:y:metric'

type Draw = (table: TableLike, columns: readonly string[]) => ChartSpec

const CHARTS: Readonly<
  Record<string, { readonly least: number; readonly most: number; readonly draw: Draw }>
> = {
  bar: {
    least: 2,
    most: 3,
    draw: (table, [x = '', y = '', color]) => barChart(table, { x, y, ...colored(color) }),
  },
  line: {
    least: 1,
    most: 2,
    draw: (table, [series = '', color]) => lineChart(table, { series, ...colored(color) }),
  },
  scatter: {
    least: 2,
    most: 3,
    draw: (table, [x = '', y = '', color]) => scatterChart(table, { x, y, ...colored(color) }),
  },
  heatmap: {
    least: 3,
    most: 3,
    draw: (table, [x = '', y = '', metric = '']) => heatmapChart(table, { x, y, metric }),
  },
}

/**
 * The chart that a `--chart` argument stands for, such as `bar:lr:acc`. It goes to `file`, or to
 * `bar-lr-acc.svg` in the current folder. `\:` is a colon in the name of a column.
 *
 * @throws AssayError that shows the forms, and for a file of a kind that is not known.
 */
export function chartFromArgument(argument: string, file?: string): ChartRequest {
  const [kind = '', ...columns] = argument
    .split(/(?<!\\):/)
    .map((part) => part.replaceAll('\\:', ':'))
  const chart = Object.hasOwn(CHARTS, kind) ? CHARTS[kind] : undefined
  if (!chart) {
    throw new AssayError(
      `--chart '${argument}': there is no chart '${kind}'.${didYouMean(kind, Object.keys(CHARTS))}`,
    )
  }
  if (columns.length < chart.least || columns.length > chart.most || columns.includes('')) {
    throw new AssayError(
      `--chart '${argument}' is not of one of the forms ${CHART_FORMS}; ` +
        'a colon in the name of a column is \\:.',
    )
  }
  const path = file ?? `${[kind, ...columns].join('-').replace(/[^\p{L}\p{N}_.-]/gu, '_')}.svg`
  const render = rendererFor(path)
  return { path, draw: (table) => render(chart.draw(table, columns)) }
}

type Render = (spec: ChartSpec) => Promise<Uint8Array | string[]>

/**
 * Draws a chart for a file, by the ending of its name.
 *
 * @throws AssayError for any other ending.
 */
export function rendererFor(path: string): Render {
  switch (/\.(\w+)$/.exec(path)?.[1]?.toLowerCase()) {
    case 'svg':
      return async (spec) => [await toSVG(spec)]
    case 'png':
      return (spec) => toPNG(spec)
    case 'html':
      return async (spec) => [await toHTML(spec)]
    case 'json':
      return (spec) => Promise.resolve([`${JSON.stringify(spec, null, 2)}\n`])
    default:
      throw new AssayError(
        `'${path}': a chart is written as .svg, .png, .html or .json (Vega-Lite).`,
      )
  }
}

function colored(color: string | undefined): { readonly color?: string } {
  return color === undefined ? {} : { color }
}
