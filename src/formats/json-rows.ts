import type { TableLike } from '../table-like.js'
import { jsonText } from '../values/json-text.js'
import { expanded } from './expanded.js'

/**
 * A table as JSON: a list with an object a row. It is strict JSON, so NaN and the infinities are
 * texts; integers beyond 2^53 keep their digits. An estimate is numbers under names of their own
 * (`acc_mean`, `acc_ci95`, `acc_n`).
 *
 * @example
 * toJSON(aq.table({ lr: [0.1] })) // '[\n{"lr":0.1}\n]\n'
 */
export function toJSON(table: TableLike): string {
  return [...jsonChunks(table)].join('')
}

/** The text of {@link toJSON}, row by row. */
export function* jsonChunks(table: TableLike): Generator<string> {
  const data = expanded(table)
  const columns = data.columnNames().map((name) => ({ name, column: data.column(name) }))
  const rows = data.indices()
  yield '['
  for (let i = 0; i < rows.length; i++) {
    const row = columns.map(({ name, column }) => {
      return `${jsonText(name)}:${jsonText(column?.at(rows[i] ?? 0), true)}`
    })
    yield `${i === 0 ? '' : ','}\n{${row.join(',')}}`
  }
  yield '\n]\n'
}
