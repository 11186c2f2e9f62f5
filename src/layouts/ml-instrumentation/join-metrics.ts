import { didYouMean } from '../../did-you-mean.js'
import { AssayError, IssueError } from '../../issue.js'
import { GrowingColumn } from '../../readers/growing-column.js'
import { GrowingNumbers } from '../../readers/growing-numbers.js'
import type { Database } from '../../readers/sqlite/database.js'
import type { Table } from '../../readers/sqlite/tables.js'
import { throwProblem } from '../../readers/text/options.js'
import { compareValues } from '../../values/compare-values.js'
import { packed } from '../../values/packed.js'
import { fullJoin } from './full-join.js'
import { idKey, type RunId } from './id.js'
import { eachPoint } from './metric-rows.js'
import { runTables } from './tables.js'

/** Values of a table's column. */
export type Cells = Float64Array | readonly unknown[]

/** Metrics joined on id and frame, as columns. */
export interface JoinedMetrics {
  readonly frames: Float64Array
  readonly ids: readonly RunId[]
  /** A column a metric. */
  readonly metrics: readonly (readonly [name: string, values: Cells])[]
}

const MOST_ROWS = 50_000_000

/**
 * Joins metrics of a database, all if no names are given, for all or only some ids.
 *
 * @throws AssayError for a name that no metric has
 */
export function joinMetrics(
  database: Database,
  names: readonly string[] | undefined,
  only: readonly RunId[] | undefined,
): JoinedMetrics {
  const tables = chosen(database, names)
  const ids = new IdNumbers(only)
  const recorded = tables.map((table) => record(database, table, ids))
  const { rank, inOrder } = ids.ranked()
  const keys = recorded.map((metric) => ({
    frames: metric.frames,
    ids: metric.ids.map((number) => rank[number] ?? 0),
  }))
  const joined = fullJoin(keys, MOST_ROWS)
  if (joined === undefined) throw tooMany(database)
  return {
    frames: joined.frames,
    ids: Array.from(joined.ids, (number) => inOrder[number] ?? number),
    metrics: tables.map(({ name }, index) => {
      return [name, gather(recorded[index]?.values ?? [], joined.rows[index] ?? [])]
    }),
  }
}

function chosen(database: Database, names: readonly string[] | undefined): readonly Table[] {
  const { metrics } = runTables(database, throwProblem)
  return (
    names?.map((name) => {
      const table = metrics.find((metric) => metric.name === name)
      if (table) return table
      const valid = metrics.map((metric) => metric.name)
      throw new AssayError(
        `There is no metric '${name}' in ${database.path}.${didYouMean(name, valid)}`,
      )
    }) ?? metrics
  )
}

/** Numbers the ids that are asked for as they come. */
class IdNumbers {
  readonly #wanted: ReadonlySet<number | string> | undefined
  readonly #numbers = new Map<number | string, number>()
  readonly #ids: RunId[] = []

  constructor(only: readonly RunId[] | undefined) {
    this.#wanted = only && new Set(only.map(idKey))
  }

  /** `undefined` for an id that is not asked for. */
  of(id: RunId): number | undefined {
    const key = idKey(id)
    const known = this.#numbers.get(key)
    if (known !== undefined || this.#wanted?.has(key) === false) return known
    this.#ids.push(id)
    this.#numbers.set(key, this.#ids.length - 1)
    return this.#ids.length - 1
  }

  /** The ids in order, and for each number its id's place there. */
  ranked(): { readonly rank: Float64Array; readonly inOrder: readonly RunId[] } {
    const numbers = this.#ids.map((id, number) => ({ id, number }))
    numbers.sort((a, b) => compareValues(a.id, b.id))
    const rank = new Float64Array(numbers.length)
    for (const [place, { number }] of numbers.entries()) rank[number] = place
    return { rank, inOrder: numbers.map(({ id }) => id) }
  }
}

/** A metric's columns in the order of writing. */
function record(database: Database, table: Table, ids: IdNumbers) {
  const points = new GrowingColumn()
  const numbers = new GrowingNumbers()
  eachPoint(
    database,
    table,
    (frame, id, measurement) => {
      const number = ids.of(id)
      if (number === undefined) return
      points.push(frame, measurement ?? NaN)
      numbers.push(number)
    },
    throwProblem,
  )
  const { steps: frames, values } = points.points()
  return { frames, ids: numbers.finish(), values }
}

/** A column of numbers stays one if none is missing. */
function gather(values: Cells, rows: ArrayLike<number>): Cells {
  const cells = Array.from(rows, (row) => {
    const value = row < 0 ? null : values[row]
    return Number.isNaN(value) ? null : value
  })
  return packed(cells)
}

function tooMany({ path }: Database): IssueError {
  return new IssueError({
    code: 'file-too-large',
    file: path,
    message:
      `The metrics of ${path} have the same frames of an id so many times that their join has more than ` +
      `${MOST_ROWS} rows; was it merged more than once? Read fewer metrics at a time.`,
  })
}
