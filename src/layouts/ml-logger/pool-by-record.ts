import { packed } from '../../values/packed.js'
import { completeRows } from './complete-rows.js'
import { placesByNumber, pool, type Pool, type Values } from './pool.js'
import type { RecordColumns } from './record-columns.js'

/** The records that have all the keys, those of the same number together: of each file one. */
export function poolByRecord(files: readonly RecordColumns[], keys: readonly string[]): Pool {
  const parts = files.map((columns) => completeRows(columns, keys))
  const groups = placesByNumber(parts.flatMap(({ records }) => Array.from(records)))
  const values = keys.map((key) => {
    const lists = parts.map((rows) => rows.values.get(key) ?? [])
    return [key, joined(lists)] as const
  })
  return pool('record', Array.from(groups.keys()), Array.from(groups.values()), new Map(values))
}

function joined(lists: readonly Values[]): Values {
  return packed(lists.flatMap((list) => Array.from(list)))
}
