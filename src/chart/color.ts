import { categoriesOf } from './categories.js'
import { spansDecades } from './log-scale.js'

/** A column as colours: its value by row, and the encoding that goes with it. */
export interface ColorChannel {
  /** By row: a number on a continuous ramp, or else the label of its category. */
  readonly values: readonly (string | number)[]
  /** Every category once, in order, also where numbers are shown on a ramp. */
  readonly labels: readonly string[]
  /** By row: the place of its category in `labels`. */
  readonly ranks: readonly number[]
  readonly encoding: Record<string, unknown>
}

// Okabe and Ito, "Color Universal Design" (2008): told apart with every kind of colour blindness.
// Those that are hard to see on white come last.
export const OKABE_ITO = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#000000',
  '#F0E442',
]
// Viridis without its lightest end, which is lost on white paper.
const RAMP = { name: 'viridis', extent: [0, 0.92] }
const LEGEND_ROW = 15

/**
 * Colours for the cells of a column: eight or fewer categories get a colour each; more get shades
 * of one ramp, which for numbers is continuous if `ramp` allows it. `height` is the chart's.
 */
export function colorOf(
  cells: readonly unknown[],
  name: string,
  height: number,
  ramp: boolean,
): ColorChannel {
  const { labels, ranks } = categoriesOf(cells)
  const few = labels.length <= OKABE_ITO.length
  if (!few && ramp && cells.every((cell): cell is number => Number.isFinite(cell))) {
    const scale = { scheme: RAMP, ...(spansDecades(cells) ? { type: 'log' } : { zero: false }) }
    const legend = { gradientLength: Math.min(200, height) }
    const encoding = { field: 'color', type: 'quantitative', title: name, scale, legend }
    return { values: cells, labels, ranks, encoding }
  }
  const encoding = {
    field: 'color',
    // Vega-Lite samples a ramp for ordinal data, and cycles a palette for nominal data.
    type: few ? 'nominal' : 'ordinal',
    title: name,
    sort: null,
    scale: few
      ? { domain: labels, range: OKABE_ITO.slice(0, labels.length) }
      : { domain: labels, scheme: RAMP },
    legend: { symbolLimit: Math.max(4, Math.floor(height / LEGEND_ROW)), labelLimit: 220 },
  }
  return { values: ranks.map((rank) => labels[rank] ?? ''), labels, ranks, encoding }
}
