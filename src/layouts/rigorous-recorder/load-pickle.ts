import type { ParamValue } from '../../experiment.js'
import type { FileProblem } from '../../issue.js'
import { PickledObject } from '../../pickled-object.js'
import type { ClassHandler } from '../../readers/pickle/class-handler.js'
import { eachPickle } from '../../readers/pickle/read.js'
import type { Report } from '../layout.js'
import { Records } from './records.js'

/** Stands for records in the values of a pickle. */
export class RecordHandle extends PickledObject {
  /**
   * The record's row, -1 while it is not complete; `undefined` when one handle stands for all
   * records, which then are in the order of their rows.
   */
  row: number | undefined

  constructor(row?: number) {
    super('rigorous_recorder', 'AncestorDict', [])
    this.row = row
  }
}

/** The first value of a pickle, `undefined` for a damaged one, and all records made on the way. */
export interface Loaded {
  readonly value: ParamValue | undefined
  readonly records: Records
}

/**
 * Reads a pickle. A list of records, as a collection has it, is read without an object for each;
 * where records are elsewhere too (not committed ones, say), the file is read again with one.
 */
export function loadPickle(path: string, report: Report): Loaded {
  const all = new RecordHandle()
  const loaded = load(path, report, () => all)
  const { value, records } = loaded
  if (value === undefined || isList(value, records.length)) return loaded
  return load(path, report, () => new RecordHandle(-1))
}

function load(path: string, report: Report, newHandle: () => RecordHandle): Loaded {
  const records = new Records()
  const record: ClassHandler = {
    create: newHandle,
    build: (object, state) => {
      if (!(object instanceof RecordHandle) || !Array.isArray(state)) return
      const [itself, ancestors] = state as readonly ParamValue[]
      if (itself === undefined || !Array.isArray(ancestors)) return
      const row = records.add(itself, ancestors as readonly ParamValue[])
      if (object.row !== undefined) object.row = row
    },
  }
  const state: { told: boolean } = { told: false }
  const tell = (problem: FileProblem): void => {
    state.told = true
    const before = records.length
    const message =
      before > 0 ? `${problem.message} Used: ${before} records in it.` : problem.message
    report({ ...problem, message })
  }
  const classes = new Map([['AncestorDict', record]])
  for (const value of eachPickle(path, { report: tell, classes })) return { value, records }
  if (!state.told) {
    const message = `${path} is empty (killed while writing?); there are no records in it.`
    report({ code: 'pickle-truncated', file: path, message })
  }
  return { value: undefined, records }
}

/** Whether all the records there are make up a list: the value, or the last one in it. */
function isList(value: ParamValue, records: number): boolean {
  const items: readonly ParamValue[] = Array.isArray(value) ? value : []
  const last = items.at(-1)
  const list: readonly ParamValue[] = Array.isArray(last) ? last : items
  const handles = list.reduce<number>(
    (sum, item) => sum + (item instanceof RecordHandle ? 1 : 0),
    0,
  )
  return records === 0 || (handles === records && list.length === records)
}
