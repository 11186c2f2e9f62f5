import type { Report } from '../layout.js'
import { mean } from './aggregate.js'
import { binLabels } from './bin-labels.js'
import { equalBins, quantileBins } from './bins.js'
import { completeRows } from './complete-rows.js'
import { numbersOf, withoutNaN } from './numbers.js'
import { placesByNumber, pool, type Pool } from './pool.js'
import type { RecordColumns } from './record-columns.js'

/** How rows are put together by the value of one key. */
export interface Binning {
  readonly xKey: string
  readonly numBins: number | undefined
  readonly binSize: number
}

/** The bins of one file: of each key a number a bin. */
interface Binned {
  readonly values: ReadonlyMap<string, Float64Array>
  /** How many bins were asked for. */
  readonly count: number
}

/**
 * The rows with about the same x. Twice, as in the tool: the rows of each file in bins of its own, of
 * which the least x and the means are kept, so that each file counts alike; then these of all files
 * in bins of about as many. Where runs are not equally long each x counts once, or else bins would
 * hold several x where all runs are, and none where few are.
 */
export function poolByBin(
  files: readonly RecordColumns[],
  keys: readonly string[],
  binning: Binning,
  report: Report,
): Pool {
  const parts = files.map((columns) => binned(columns, keys, binning, report))
  const of = (key: string): Float64Array =>
    Float64Array.from(parts.flatMap(({ values }) => Array.from(values.get(key) ?? [])))
  const values = new Map(keys.map((key) => [key, of(key)]))
  const x = of(binning.xKey)
  if (x.length === 0) return pool('bin', [], [], values)
  const count = Math.max(...parts.map((part) => part.count))
  const isUneven = binning.numBins === undefined && !haveSame(parts, binning.xKey)
  const bins = quantileBins(isUneven ? Float64Array.from(new Set(x)).sort() : x.toSorted(), count)
  const members = placesByNumber(x.map(bins.of))
  const labels = binLabels(bins.edges)
  const byX = (a: number, b: number): number => (x[a] ?? NaN) - (x[b] ?? NaN)
  const rows = labels.map((_, bin) => (members.get(bin) ?? []).sort(byX))
  return pool('bin', labels, rows, values)
}

/** Whether all files that have rows have the same x. */
function haveSame(parts: readonly Binned[], xKey: string): boolean {
  const [first, ...others] = parts.flatMap(({ values }) => {
    const x = values.get(xKey)
    return x === undefined || x.length === 0 ? [] : [x]
  })
  return others.every((x) => x.length === first?.length && x.every((one, i) => one === first[i]))
}

function binned(
  columns: RecordColumns,
  keys: readonly string[],
  { xKey, numBins, binSize }: Binning,
  report: Report,
): Binned {
  const rows = completeRows(columns, keys).values
  const numbers = new Map(
    keys.map((key) => [key, numbersOf(rows.get(key) ?? [], key, columns.file, report)]),
  )
  const x = numbers.get(xKey) ?? new Float64Array()
  const usable = Array.from(x.keys()).filter((row) => Number.isFinite(x[row]))
  const sorted = Float64Array.from(usable, (row) => x[row] ?? NaN).sort()
  const count = numBins ?? Math.max(1, Math.ceil(new Set(sorted).size / binSize))
  const { of } = numBins === undefined ? quantileBins(sorted, count) : equalBins(sorted, count)
  const bins = Array.from(placesByNumber(usable.map((row) => of(x[row] ?? NaN))).values())
  const values = Array.from(numbers, ([key, all]) => {
    const reduce = key === xKey ? least : (picked: Float64Array) => mean(withoutNaN(picked))
    const pick = (places: readonly number[]): Float64Array =>
      Float64Array.from(places, (place) => all[usable[place] ?? -1] ?? NaN)
    return [key, Float64Array.from(bins, (places) => reduce(pick(places)))] as const
  })
  return { values: new Map(values), count }
}

function least(values: Float64Array): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity)
}
