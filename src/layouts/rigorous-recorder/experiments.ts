import type { Chain, Data } from './chains.js'
import type { Records } from './records.js'
import type { CollectionInfo } from './recording.js'

/** An experiment of a collection, or the records that belong to none. */
export interface ExperimentPart {
  /** `2`, after errors `2-error-1`; `undefined` for records outside all experiments. */
  readonly id: string | undefined
  /** What it and the collection are given, nearest first. */
  readonly lineage: Chain
  readonly rows: Rows
}

/** Which records belong together, and which of them a record is. */
export interface Rows {
  readonly first: number
  readonly last: number
  readonly has: (row: number) => boolean
  /** The number of the record among them, from 0. */
  readonly index: (row: number) => number
}

interface Part {
  readonly data: Data | undefined
  lineage: Chain
  /** What was given to `new_experiment`: `undefined` when its records do not agree on it. */
  given: Data | undefined
  first: number
  last: number
  length: number
}

/**
 * The experiments of a collection, in the order of their first record; then the last experiment, if
 * it has no record: of the earlier ones nothing is left without records.
 *
 * An experiment's data is the farthest ancestor that has an `experiment_number`: the user may give
 * one nearer. What was given to `new_experiment` comes right before it.
 */
export function experimentsOf(
  records: Records,
  info: CollectionInfo | undefined,
): readonly ExperimentPart[] {
  const parts = new Map<Data | undefined, Part>()
  const partOf = chainParts(records, parts)
  const indexes = new Int32Array(records.length)
  for (let row = 0; row < records.length; row += 1) {
    const part = partOf[records.chainNumber(row)]
    if (part === undefined) continue
    indexes[row] = part.length
    if (part.length === 0) part.first = row
    part.last = row
    part.length += 1
  }
  const inOrder = [...parts.values()]
    .filter((part) => part.length > 0)
    .sort((a, b) => a.first - b.first)
  const missing = info && hasRun(info.last) && !inOrder.some(({ data }) => isSame(data, info.last))
  if (missing) inOrder.push(newPart(info.last, [info.last, info.collection]))

  const taken = new Map<string, number>()
  return inOrder.map((part) => ({
    id: part.data && freeId(idOf(part.data), taken),
    lineage: part.given ? [part.given, ...part.lineage] : part.lineage,
    rows: {
      first: part.first,
      last: part.last,
      has: (row) => partOf[records.chainNumber(row)] === part,
      index: (row) => indexes[row] ?? -1,
    },
  }))
}

/** The part of each chain, by the chain's number. */
function chainParts(records: Records, parts: Map<Data | undefined, Part>): readonly Part[] {
  return Array.from({ length: records.chainCount }, (_, number) => {
    const chain = records.chain(number)
    const place = chain.findLastIndex((data) => Object.hasOwn(data, 'experiment_number'))
    const data = chain[place]
    const given = place > 0 ? chain[place - 1] : undefined
    let part = parts.get(data)
    if (part === undefined) {
      part = { ...newPart(data, data ? chain.slice(place) : chain.slice(-1)), given }
      parts.set(data, part)
    }
    if (part.given !== given) part.given = undefined
    return part
  })
}

function newPart(data: Data | undefined, lineage: Chain): Part {
  return { data, lineage, given: undefined, first: 0, last: -1, length: 0 }
}

/** A collection that was saved before its first experiment has a number, but no time. */
function hasRun(last: Data): boolean {
  return Object.hasOwn(last, 'experiment_start_time')
}

function isSame(data: Data | undefined, last: Data): boolean {
  const keys = ['experiment_number', 'error_number', 'experiment_start_time']
  return data !== undefined && keys.every((key) => data[key] === last[key])
}

/** Attempts that failed keep the number that the next one gets, but count their errors. */
function idOf(data: Data): string {
  const { experiment_number: number, error_number: error } = data
  const isError = typeof error === 'number' && error !== 0
  return isError ? `${idText(number)}-error-${error}` : idText(number)
}

function idText(number: Data[string] | undefined): string {
  return typeof number === 'number' || typeof number === 'bigint' ? String(number) : 'unnumbered'
}

/** Collections can be joined: then two experiments may have one number. */
function freeId(id: string, taken: Map<string, number>): string {
  const copy = (taken.get(id) ?? 0) + 1
  taken.set(id, copy)
  return copy === 1 ? id : `${id}-copy-${copy}`
}
