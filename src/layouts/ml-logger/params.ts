import type { Params, ParamValue } from '../../experiment.js'
import { eachPickle } from '../../readers/pickle/read.js'
import { tellFirst } from '../../readers/text/tell-first.js'
import { mapEntries } from '../../values/map-entries.js'
import type { Report } from '../layout.js'
import { fitTable, MOST_LEVELS, MOST_PARAMS, tooManyParams } from '../param-bounds.js'
import { Branch, toParams } from './branch.js'

/** What a file of parameters holds. */
export interface Parameters {
  /** The records merged, nested as they were logged. */
  readonly params: Params
  /** How many records there were. */
  readonly records: number
}

/**
 * The records of a `parameters.pkl`, merged in their order: a dict into a dict, at any depth, and
 * anything else in place of what was there. Whatever is wrong with the file is reported; the params
 * are then what could be read.
 *
 * A value that Python takes for false does not replace a dict, as in the tool. Keys that are not
 * texts are kept by their text, where the tool raises.
 */
export function readParameters(file: string, report: Report): Parameters {
  const root = new Branch()
  const room = { left: MOST_PARAMS }
  const { tell, end } = tellFirst(file, report)
  let records = 0
  for (const record of eachPickle(file, { report })) {
    const entries = mapEntries(record)
    if (entries === undefined) tell(notAMap(file, records))
    else merge(root, entries, room, 0)
    records += 1
    if (room.left < 0) break
  }
  end()
  const params = room.left >= 0 ? toParams(root) : undefined
  if (params && fitTable([params])) return { params, records }
  report(tooManyParams(file))
  return { params: {}, records }
}

function merge(
  into: Branch,
  entries: readonly (readonly [string, ParamValue])[],
  room: { left: number },
  level: number,
): void {
  if (level > MOST_LEVELS) room.left = -1
  for (const [key, value] of entries) {
    if (room.left < 0) return
    const old = into.children.get(key)
    if (old === undefined) room.left -= 1
    const inner = mapEntries(value)
    if (inner === undefined) {
      if (!(old instanceof Branch && isFalse(value))) into.children.set(key, value)
      continue
    }
    const branch = old instanceof Branch ? old : new Branch()
    into.children.set(key, branch)
    merge(branch, inner, room, level + 1)
  }
}

/** Whether Python takes a value for false. */
function isFalse(value: ParamValue): boolean {
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0
  return value instanceof Set ? value.size === 0 : !value
}

const notAMap = (file: string, record: number) =>
  ({
    code: 'layout-mismatch',
    file,
    message: `Record ${record} of ${file} (counted from 0) is not a dict of parameters; it was left out.`,
  }) as const
