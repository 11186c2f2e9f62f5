import { displayed } from '../displayed.js'
import { textWidth } from './text-width.js'

/** A Vega-Lite specification with its data inside: plain JSON. */
export interface ChartSpec {
  readonly $schema: string
  readonly [key: string]: unknown
}

/** What every chart takes. */
export interface ChartOptions {
  /** Stands above the chart. Default: none, for the axes say what is drawn. */
  readonly title?: string | undefined
  /** The plot's width in pixels, without axes and legend. Default: by what is drawn. */
  readonly width?: number | undefined
  /** The plot's height in pixels. Default: by what is drawn. */
  readonly height?: number | undefined
}

export const LABEL_SIZE = 11
export const TITLE_SIZE = 12

// JupyterLab 4 draws version 5; all that the charts use is in both 5 and 6.
const SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json'

const CONFIG = {
  font: 'Arimo, Helvetica, Arial, sans-serif',
  view: { stroke: null },
  axis: {
    domainColor: '#888',
    gridColor: '#e6e6e6',
    labelFlush: false,
    labelColor: '#333',
    labelFontSize: LABEL_SIZE,
    tickColor: '#888',
    titleColor: '#222',
    titleFontSize: TITLE_SIZE,
    titleFontWeight: 'normal',
    titlePadding: 8,
  },
  legend: {
    labelColor: '#333',
    labelFontSize: LABEL_SIZE,
    titleColor: '#222',
    titleFontSize: TITLE_SIZE,
    titleFontWeight: 'normal',
  },
  title: { anchor: 'start', fontSize: 14, color: '#222', subtitleColor: '#666', offset: 10 },
}

/** Puts a chart together; notes say below the title what was left out. */
export function chartSpec(
  { title }: ChartOptions,
  notes: readonly string[],
  body: Record<string, unknown>,
): ChartSpec {
  return displayed({
    $schema: SCHEMA,
    background: 'white',
    ...heading(title, notes),
    ...body,
    config: CONFIG,
  })
}

function heading(title: string | undefined, notes: readonly string[]): Record<string, unknown> {
  if (title !== undefined && title !== '') {
    return { title: notes.length === 0 ? { text: title } : { text: title, subtitle: notes } }
  }
  if (notes.length === 0) return {}
  return { title: { text: notes, fontSize: LABEL_SIZE, fontWeight: 'normal', color: '#666' } }
}

/** An axis title of a name and what is shown of it, in two lines where one is longer than the axis. */
export function axisTitle(name: string, shown: string, length: number): string | string[] {
  const line = `${name}: ${shown}`
  return textWidth(line, TITLE_SIZE) <= length ? line : [name, shown]
}
