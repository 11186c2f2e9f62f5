import type { ParamValue, Points } from '../../experiment.js'
import { pickValues } from '../pick-values.js'
import type { Values } from './pool.js'
import type { RecordColumns } from './record-columns.js'

/** The records of a file that have a value for each of some keys. */
export interface CompleteRows {
  /** Their numbers in the file. */
  readonly records: Float64Array
  /** The values of each key, as many as there are records. */
  readonly values: ReadonlyMap<string, Values>
}

/** None and NaN are no values, as for pandas' `dropna`. The file has all the keys. */
export function completeRows(columns: RecordColumns, keys: readonly string[]): CompleteRows {
  const series = keys.map((key) => columns.points(key) ?? NO_POINTS)
  let records = usable(series[0] ?? NO_POINTS)
  for (const points of series.slice(1)) {
    const others = new Set(usable(points))
    records = records.filter((record) => others.has(record))
  }
  const values = series.map((points, i) => [keys[i] ?? '', valuesAt(points, records)] as const)
  return { records, values: new Map(values) }
}

const NO_POINTS: Points = { steps: new Float64Array(), values: new Float64Array() }

function usable({ steps, values }: Points): Float64Array {
  return steps.filter((_, place) => isValue(values[place]))
}

function isValue(value: ParamValue | undefined): boolean {
  return value !== undefined && value !== null && !Number.isNaN(value)
}

/** The values of records that all are among the steps; both rise. */
function valuesAt({ steps, values }: Points, records: Float64Array): Values {
  const places: number[] = []
  let place = 0
  for (const record of records) {
    while (steps[place] !== record) place += 1
    places.push(place)
  }
  return pickValues(values, places)
}
