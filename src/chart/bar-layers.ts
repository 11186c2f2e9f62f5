import { OKABE_ITO } from './color.js'
import { INTERVAL_TEXT, type Centre } from './interval.js'
import { numberText } from './number-text.js'
import { EMPTY_AXIS } from './numeric-axis.js'
import { textWidth } from './text-width.js'

/** How the bars are named and sized. */
export interface BarStyle {
  readonly x: string
  readonly y: string
  readonly title: string | string[]
  readonly color: string | undefined
  /** A bar's width in pixels, and that from one bar to the next. */
  readonly thickness: number
  readonly room: number
}

const VALUE_SIZE = 10
const INK = '#333'
const HEADROOM = 1.08

/** The data and layers of a bar chart: bars, whiskers with caps, and the values above them. */
export function barLayers(bars: readonly Centre[], style: BarStyle): Record<string, unknown> {
  const text = numberText(bars.map((bar) => bar.y))
  const widest = bars.reduce((most, bar) => Math.max(most, textWidth(text(bar.y), VALUE_SIZE)), 0)
  const labelled = bars.length > 0 && widest + 2 <= style.room
  const values = labelled
    ? bars.map((bar) => ({ ...bar, top: Math.max(0, bar.hi ?? bar.y), text: text(bar.y) }))
    : bars

  const least = bars.reduce((a, bar) => Math.min(a, bar.lo ?? bar.y), 0)
  const most = bars.reduce((a, bar) => Math.max(a, bar.hi ?? bar.y), 0)
  const scale = least === most ? {} : { domain: [least, labelled ? most * HEADROOM : most] }
  const y = (field: string): Record<string, unknown> => ({
    field,
    type: 'quantitative',
    title: style.title,
    scale: { ...scale, zero: true, nice: true },
    stack: null,
    ...(bars.length === 0 && { axis: EMPTY_AXIS }),
  })

  const ink = { value: INK }
  const whiskers = { filter: 'isValid(datum.lo)' }
  const cap = { type: 'tick', orient: 'horizontal', size: capSize(style.thickness), thickness: 1 }
  const layer: unknown[] = [
    {
      transform: [INTERVAL_TEXT],
      mark: { type: 'bar', ...(style.color === undefined && { color: OKABE_ITO[0] }) },
      encoding: { y: y('y'), tooltip: tooltip(style) },
    },
  ]
  if (bars.some((bar) => bar.lo !== undefined)) {
    layer.push(
      {
        transform: [whiskers],
        mark: 'rule',
        encoding: { y: y('lo'), y2: { field: 'hi' }, color: ink },
      },
      { transform: [whiskers], mark: cap, encoding: { y: y('lo'), color: ink } },
      { transform: [whiskers], mark: cap, encoding: { y: y('hi'), color: ink } },
    )
  }
  if (labelled) {
    layer.push({
      mark: { type: 'text', baseline: 'bottom', dy: -2, fontSize: VALUE_SIZE },
      encoding: { y: y('top'), text: { field: 'text', type: 'nominal' }, color: ink },
    })
  }
  return { data: { values }, layer }
}

function capSize(thickness: number): number {
  return Math.min(Math.max(thickness * 0.4, 3), 10)
}

function tooltip({ x, y, color }: BarStyle): unknown[] {
  return [
    { field: 'x', type: 'nominal', title: x },
    ...(color === undefined ? [] : [{ field: 'color', type: 'nominal', title: color }]),
    { field: 'y', type: 'quantitative', title: `mean ${y}` },
    { field: 'interval', type: 'nominal', title: 'interval' },
    { field: 'n', type: 'quantitative', title: 'n' },
  ]
}
