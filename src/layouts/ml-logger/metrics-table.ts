import { table, type ColumnTable } from 'arquero'
import type { ParamValue } from '../../experiment.js'
import { freeName } from '../../values/free-name.js'
import type { Report } from '../layout.js'
import type { MetricKey } from './metric-key.js'
import { numbersOf, withoutNaN } from './numbers.js'
import type { Pool, Values } from './pool.js'
import type { RecordColumns } from './record-columns.js'

/** What was asked for, a row a group; the first column names the groups. */
export function pooledTable(
  { kind, labels, groups }: Pool,
  asked: readonly MetricKey[],
  where: string,
  report: Report,
): ColumnTable {
  const columns = asked.map(({ asked: name, key, aggregate }): [string, ArrayLike<unknown>] => {
    const lists = groups.get(key) ?? []
    if (aggregate === undefined) return [name, lists]
    const numbers = lists.map((list) => withoutNaN(numbersOf(list, key, where, report)))
    return [name, Float64Array.from(numbers, aggregate)]
  })
  const names = asked.map((one) => one.asked)
  return table([[freeName(kind, (name) => names.includes(name)), labels], ...columns])
}

/** All records of all files; with `withPath` the last column has the path of the file. */
export function recordsTable(
  files: ReadonlyMap<string, RecordColumns>,
  withPath: boolean,
): ColumnTable {
  const all = Array.from(files.values())
  const names = Array.from(new Set(all.flatMap((columns) => columns.names)))
  const columns = names.map((name): [string, Values] => [name, cells(all, name)])
  if (!withPath) return table(columns)
  const paths = Array.from(files, ([path, { records }]) => new Array<string>(records).fill(path))
  return table([...columns, [freeName('prefix', (name) => names.includes(name)), paths.flat()]])
}

/** A missing value is null, or NaN among nothing but numbers. */
function cells(files: readonly RecordColumns[], name: string): Values {
  const points = files.map((columns) => columns.points(name))
  const isNumeric = points.every((one) => one === undefined || one.values instanceof Float64Array)
  const rows = files.reduce((sum, { records }) => sum + records, 0)
  const column: Float64Array | ParamValue[] = isNumeric
    ? new Float64Array(rows).fill(NaN)
    : new Array<ParamValue>(rows).fill(null)
  let start = 0
  for (const [i, { records }] of files.entries()) {
    const { steps, values } = points[i] ?? { steps: [], values: [] }
    for (let at = 0; at < steps.length; at++) {
      column[start + (steps[at] ?? 0)] = values[at] ?? null
    }
    start += records
  }
  return column
}
