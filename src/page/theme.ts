import type { ChartSpec } from '../chart/spec.js'

const FONT = 'Arimo, Helvetica, Arial, sans-serif'

/** The inks of the charts as they are on a dark page; the hues stay what they are. */
const ON_DARK: Readonly<Record<string, string>> = {
  '#0072B2': '#4aa3df',
  '#D55E00': '#f0803c',
  '#009E73': '#2fbf95',
  '#CC79A7': '#dc93bd',
  '#000000': '#d8dce0',
  '#333': '#d0d5da',
  '#666': '#9aa4ae',
}

/** A chart as it stands in the page: as wide as its place, on the page's own ground. */
export function themed(spec: ChartSpec, width: number, isDark: boolean): Record<string, unknown> {
  const { data } = spec
  const rest = Object.fromEntries(Object.entries(spec).filter(([key]) => !REPLACED.has(key)))
  // The grounds are those of style.css: a chart that is saved has one of its own.
  const [ground, text, line, grid] = isDark
    ? ['#1a1f24', '#c4cbd2', '#59636d', '#2b3239']
    : ['#ffffff', '#3a424a', '#b4bac0', '#e8eaec']
  const labels = { labelColor: text, titleColor: text, labelFontSize: 11, titleFontSize: 12 }
  return {
    ...(isDark ? (onDark(rest) as object) : rest),
    // Names and values are never taken for colours.
    data,
    width,
    autosize: { type: 'fit-x', contains: 'padding' },
    background: ground,
    config: {
      font: FONT,
      view: { stroke: null },
      axis: {
        ...labels,
        titleFontWeight: 'normal',
        titlePadding: 8,
        labelFlush: false,
        labelSeparation: 6,
        domainColor: line,
        tickColor: line,
        gridColor: grid,
      },
      legend: {
        ...labels,
        titleFontWeight: 'normal',
        // Beside the plot it would leave too little of it on a phone.
        ...(width < NARROW && { orient: 'top', columns: 3 }),
      },
      title: { anchor: 'start', color: text, subtitleColor: text, offset: 10 },
    },
  }
}

/** The schema is left out because Vega warns of one that is older than itself. */
const REPLACED = new Set(['$schema', 'background', 'config', 'data'])
const NARROW = 480

/** The width of the plot itself, as the charts' functions ask for it. */
export function plotWidth(width: number, hasLegend: boolean): number {
  return Math.max(120, width - 64 - (hasLegend && width >= NARROW ? 90 : 0))
}

const COLOR_KEYS = new Set(['color', 'value', 'range'])

function onDark(value: unknown, isColor = false): unknown {
  if (typeof value === 'string') return isColor ? (ON_DARK[value] ?? value) : value
  if (Array.isArray(value)) return value.map((item) => onDark(item, isColor))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, onDark(item, COLOR_KEYS.has(key))]),
  )
}
