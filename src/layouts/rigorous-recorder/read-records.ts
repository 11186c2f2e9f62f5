import { ColumnTable } from 'arquero'
import type { ParamValue } from '../../experiment.js'
import { throwProblem, type ReportOptions } from '../../readers/text/options.js'
import { inherited, type Chain, type Data } from './chains.js'
import type { Column } from './column.js'
import { plain } from './plain.js'
import { readRecording } from './read.js'
import type { Records } from './records.js'

/** How {@link readRecords} reads. */

/**
 * The records of rigorous_recorder as a table: a row for each record, in the tool's order, with a
 * column for each key that one of them owns or inherits; the nearest value wins, and a missing one
 * is null, as in the tool. (Records without any key make a table without columns, and so without
 * rows.)
 *
 * `path` is a collection's folder (`data/my_study.collection`: its `collection.records`), a pickle
 * that `save_to` wrote (the recorder's `all_records`) or a file that `live_write_to` writes.
 * Inherited values are not copied: a column looks them up when it is asked.
 *
 * @throws IssueError without `report`, for a file that cannot be read or is damaged.
 * @example
 * const records = readRecords('test/fixtures/rigorous-recorder/data/my_study.collection')
 * records.numRows() // 122
 * const losses = records.filter((row) => row.experiment_number === 1 && row.training)
 * losses.groupby('model').count().objects() // [{ model: 'model1', count: 25 }, { model: 'model2', count: 25 }]
 */
export function readRecords(
  path: string,
  { report = throwProblem }: ReportOptions = {},
): ColumnTable {
  const { records } = readRecording(path, report)
  const { keys, chains } = ancestry(records)
  const own = [...records.columns.keys()].filter((key) => !keys.has(key))
  const columns = [
    ...Array.from(keys, (key) => [key, new RecordColumn(records, key, chains)] as const),
    ...own.map((key) => [key, ownColumn(records, key)] as const),
  ]
  return new ColumnTable(
    Object.fromEntries(columns),
    columns.map(([key]) => key),
  )
}

/** The keys that records inherit, the farthest ancestors' first; and the chains by number. */
function ancestry(records: Records): {
  readonly keys: ReadonlySet<string>
  readonly chains: readonly Chain[]
} {
  const chains: Chain[] = []
  const keys = new Set<string>()
  const seen = new Set<Data>()
  for (let row = 0; row < records.length; row += 1) {
    const number = records.chainNumber(row)
    if (chains[number] !== undefined) continue
    const chain = records.chain(number)
    chains[number] = chain
    for (const data of chain.toReversed()) {
      if (seen.has(data)) continue
      seen.add(data)
      for (const key of Object.keys(data)) keys.add(key)
    }
  }
  return { keys, chains }
}

function ownColumn(records: Records, key: string): Float64Array | RecordColumn {
  const numbers = records.columns.get(key)?.numbers()
  return numbers?.length === records.length ? numbers : new RecordColumn(records, key, [])
}

/** A column of Arquero's that looks values up. */
class RecordColumn implements Iterable<ParamValue> {
  readonly length: number
  readonly #records: Records
  readonly #key: string
  readonly #own: Column | undefined
  readonly #chains: readonly Chain[]

  constructor(records: Records, key: string, chains: readonly Chain[]) {
    this.length = records.length
    this.#records = records
    this.#key = key
    this.#own = records.columns.get(key)
    this.#chains = chains
  }

  at(row: number): ParamValue {
    const own = this.#own?.at(row)
    if (own !== undefined) return plain(own)
    const chain = this.#chains[this.#records.chainNumber(row)]
    return (chain && inherited(chain, this.#key)) ?? null
  }

  *[Symbol.iterator](): Generator<ParamValue> {
    for (let row = 0; row < this.length; row += 1) yield this.at(row)
  }

  toArray(): ParamValue[] {
    return [...this]
  }
}
