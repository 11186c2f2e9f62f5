import { resolve } from 'node:path'
import type { ColumnTable } from 'arquero'
import { AssayError } from '../../issue.js'
import type { Report } from '../layout.js'
import { filesAt, isPattern } from './find-files.js'
import { metricKey } from './metric-key.js'
import { readMetricsFile } from './metrics-file.js'
import { pooledTable, recordsTable } from './metrics-table.js'
import { poolByBin } from './pool-by-bin.js'
import { poolByRecord } from './pool-by-record.js'
import type { RecordColumns } from './record-columns.js'
import { METRICS } from './signs.js'

/** Options of {@link MLLogger.readMetrics}. */
export interface ReadMetricsOptions {
  /**
   * The file, or a pattern; default `metrics.pkl`. One that ends in `.jsonl`, `.yaml` or `.yml` is
   * read as such.
   */
  readonly path?: string
  /** The key whose values say which rows belong together, such as `step`; it is a column too. */
  readonly xKey?: string
  /** How many bins of x there are: of equal width in each file. Default: by `binSize`. */
  readonly numBins?: number
  /** How many different values of x a bin is to hold; default 1. */
  readonly binSize?: number
}

export function readMetrics(
  root: string,
  keys: readonly string[],
  { path = METRICS[0], xKey, numBins, binSize = 1 }: ReadMetricsOptions,
  report: Report,
): ColumnTable {
  if (!(binSize > 0)) throw new AssayError(`'binSize' is ${binSize}; it is to be above 0.`)
  if (numBins !== undefined && !(Number.isInteger(numBins) && numBins > 0)) {
    throw new AssayError(`'numBins' is ${numBins}; it is to be a whole number above 0.`)
  }
  const files = new Map(
    filesAt(root, path).map((file) => [file, readMetricsFile(resolve(root, file), report)]),
  )
  const wanted = xKey === undefined ? keys : [...keys, xKey]
  if (wanted.length === 0) return recordsTable(files, isPattern(root, path))

  const all = Array.from(files.values())
  const known = new Set(all.flatMap(({ names }) => names))
  const asked = Array.from(new Set(wanted), (key) => metricKey(key, known, path))
  const distinct = Array.from(new Set(asked.map(({ key }) => key)))
  const complete = withAll(all, distinct, path, report)
  const x = asked.find((one) => one.asked === xKey)
  const pool =
    x === undefined
      ? poolByRecord(complete, distinct)
      : poolByBin(complete, distinct, { xKey: x.key, numBins, binSize }, report)
  return pooledTable(pool, asked, path, report)
}

/** The files that have all the keys; the others are told. */
function withAll(
  files: readonly RecordColumns[],
  keys: readonly string[],
  path: string,
  report: Report,
): RecordColumns[] {
  const complete = files.filter(({ file, names }) => {
    const missing = keys.filter((key) => !names.includes(key)).map((key) => `'${key}'`)
    if (missing.length === 0) return true
    const message = `${file} has no ${missing.join(' and no ')}; it was left out.`
    report({ code: 'layout-mismatch', file, message })
    return false
  })
  if (complete.length > 0) return complete
  const list = keys.map((key) => `'${key}'`).join(' and ')
  throw new AssayError(`No file of ${path} has both ${list}; read them one by one.`)
}
