import { categoriesOf } from './categories.js'
import { categoryX } from './category-axis.js'
import { countNote, numbersOf } from './metric.js'
import { numericAxis, type ScaleType } from './numeric-axis.js'
import { isNumeric } from '../values/is-numeric.js'

/** A column as horizontal positions: its value by row, null where it has no place. */
export interface Position {
  readonly values: readonly (string | number | null)[]
  readonly notes: readonly string[]
  readonly encoding: Record<string, unknown>
}

/** The least distance of a point from the edges, in pixels. */
export const POINT_ROOM = 6

const DAY = 24 * 60 * 60 * 1000
const DATE_WIDTH = 80

/** Numbers and dates lie on a continuous axis; all else, and mixed columns, on one of categories. */
export function positionOf(
  cells: readonly unknown[],
  name: string,
  width: number,
  type: ScaleType,
): Position {
  const present = cells.filter((cell) => cell !== null && cell !== undefined)
  if (present.length > 0 && present.every(isNumeric)) {
    const { values, notes } = numbersOf(cells, name)
    return { values, notes, encoding: numericAxis('x', name, values, type, POINT_ROOM) }
  }
  if (present.length > 0 && present.every((cell) => cell instanceof Date))
    return dates(cells, name, width)
  const categories = categoriesOf(cells)
  return {
    values: categories.ranks.map((rank) => categories.labels[rank] ?? null),
    notes: [],
    encoding: categoryX(categories, name, width / Math.max(1, categories.labels.length), {
      padding: 0.5,
    }),
  }
}

/** Dates in UTC, so that a chart is the same on every machine. */
function dates(cells: readonly unknown[], name: string, width: number): Position {
  const values = cells.map((cell) =>
    cell instanceof Date && !Number.isNaN(cell.getTime()) ? cell.getTime() : null,
  )
  const times = values.filter((value) => value !== null)
  const span =
    times.reduce((a, b) => Math.max(a, b), -Infinity) -
    times.reduce((a, b) => Math.min(a, b), Infinity)
  const format = span > 2 * DAY ? '%Y-%m-%d' : '%m-%d %H:%M'
  const missing = countNote(cells.length - times.length, cells.length, `no ${name}`)
  return {
    values,
    notes: missing === '' ? [] : [missing],
    encoding: {
      field: 'x',
      type: 'temporal',
      title: name,
      scale: { type: 'utc', padding: POINT_ROOM },
      axis: { format, tickCount: Math.floor(width / DATE_WIDTH), labelOverlap: true },
    },
  }
}
