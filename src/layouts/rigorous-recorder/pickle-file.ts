import type { ParamValue } from '../../experiment.js'
import type { FileProblem } from '../../issue.js'
import type { Report } from '../layout.js'
import { asData } from './chains.js'
import { asKeeper, frameOf, lineage, withChildren, type Keeper } from './keepers.js'
import { loadPickle, RecordHandle } from './load-pickle.js'
import { Records } from './records.js'
import type { CollectionInfo, Recording } from './recording.js'

/** A pickle of the tool's: what `save_to` writes, or a collection of one file. */
export function readPickleFile(path: string, report: Report): Recording {
  const { value, records } = loadPickle(path, report)
  const keeper = value === undefined ? undefined : asKeeper(value)
  if (keeper) return keeperRecording(keeper, records, path, report)
  if (value instanceof RecordHandle) return collection(pick(records, [value], path, report))
  if (value === undefined) return afterDamage(records)
  if (Array.isArray(value)) {
    const items = value as readonly ParamValue[]
    const info = asInfo(items)
    const last = items.at(-1)
    // Before April 2022: the two dicts, the record keepers (not in all versions), the records.
    const isOneFile = info && items.length > 2 && Array.isArray(last)
    if (isOneFile) return collection(pick(records, last, path, report), info)
    if (info && items.length === 2) return collection(records, info)
    return collection(pick(records, items, path, report))
  }
  report(mismatch(path, 'It holds neither records nor a recorder.'))
  return collection(new Records())
}

/** The `records.pickle` of a collection; what could be read of a damaged one. */
export function readRecordList(path: string, report: Report): Records {
  const { value, records } = loadPickle(path, report)
  if (value === undefined) return records
  if (Array.isArray(value)) return pick(records, value as readonly ParamValue[], path, report)
  // The tool takes None, and all that is empty, for no records.
  if (value !== null) report(mismatch(path, 'It holds no list of records.'))
  return new Records()
}

/** The `collection_info.pickle` of a collection. */
export function readInfo(path: string, report: Report): CollectionInfo | undefined {
  const { value } = loadPickle(path, report)
  if (value === undefined) return undefined
  const info = Array.isArray(value) ? asInfo(value as readonly ParamValue[]) : undefined
  if (info === undefined) report(mismatch(path, 'It holds no data of a collection.'))
  return info
}

function keeperRecording(
  keeper: Keeper,
  records: Records,
  path: string,
  report: Report,
): Recording {
  const parents = lineage(keeper)
  // A list that many keepers share, which the tool never writes, could be huge many times over.
  const seen = new Set<readonly ParamValue[]>()
  const isNew = (list: readonly ParamValue[]): boolean => {
    const isKnown = seen.has(list)
    seen.add(list)
    return !isKnown
  }
  if (keeper.className === 'RecordKeeper') {
    const lists = Array.from(withChildren(keeper), (each) => each.records).filter(isNew)
    return { kind: 'single', records: pick(records, lists.flat(), path, report), lineage: parents }
  }
  const framed = new Records()
  for (const each of withChildren(keeper)) {
    const frame = frameOf(each).filter(([, values]) => isNew(values))
    framed.addFrame(frame, each.length, lineage(each))
  }
  return { kind: 'single', records: framed, lineage: parents }
}

/**
 * What is left of a cut pickle: records, but not whose they were. Those without a value are left
 * out: of a RecordKeeper they are mostly the record that was to come next.
 */
function afterDamage(records: Records): Recording {
  const rows = new Set<number>()
  for (const column of records.columns.values()) {
    for (let position = 0; position < column.length; position += 1) rows.add(column.rowAt(position))
  }
  return collection(records.select(Int32Array.from(rows).sort()))
}

/** The records of a list, in its order, out of all that were made. */
function pick(
  records: Records,
  list: readonly ParamValue[],
  path: string,
  report: Report,
): Records {
  const rows = new Int32Array(list.length)
  let length = 0
  for (const item of list) {
    const isRecord = item instanceof RecordHandle
    const row = isRecord ? (item.row ?? length) : records.add(asData(item) ?? null, [])
    if (row >= 0) rows[length++] = row
  }
  if (length < list.length) {
    report(mismatch(path, `${list.length - length} of its ${list.length} records are no records.`))
  }
  return records.select(rows.subarray(0, length))
}

function asInfo(items: readonly ParamValue[]): CollectionInfo | undefined {
  if (items[0] instanceof RecordHandle || items[1] instanceof RecordHandle) return undefined
  const collection = asData(items[0])
  const last = asData(items[1])
  return collection && last && { collection, last }
}

function collection(records: Records, info?: CollectionInfo): Recording {
  return { kind: 'collection', records, ...(info ? { info } : {}) }
}

function mismatch(path: string, what: string): FileProblem {
  const message = `${path} is not what rigorous_recorder writes there: ${what} Is it the right file?`
  return { code: 'layout-mismatch', file: path, message }
}
