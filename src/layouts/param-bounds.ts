import type { ParamValue } from '../experiment.js'
import type { FileProblem } from '../issue.js'
import { mapEntries } from '../values/map-entries.js'

/** Each may become a column of the table, so that one file must not bring a million. */
export const MOST_PARAMS = 10_000

/** With the items of lists: a pickle of a few bytes unfolds to any number of them. */
const MOST_PARTS = 1_000_000

/** Deeper than anyone nests params; a pickle's dict may even hold itself. */
export const MOST_LEVELS = 200

/** Whether a run's params fit a table, all values counted as often as they are held. */
export function fitTable(params: readonly ParamValue[]): boolean {
  const room = { params: MOST_PARAMS, parts: MOST_PARTS }
  return params.every((value) => fits(value, room, 0))
}

export function tooManyParams(file: string): FileProblem {
  const message = `${file} gives a run more than ${MOST_PARAMS} params, ${MOST_LEVELS} levels or ${MOST_PARTS} items of lists; is it the right file?`
  return { code: 'file-too-large', file, message }
}

function fits(value: ParamValue, room: { params: number; parts: number }, level: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (level > MOST_LEVELS) return false
  if (Array.isArray(value) || value instanceof Set) {
    room.parts -= Array.isArray(value) ? value.length : value.size
    if (room.parts < 0) return false
    for (const item of value) if (!fits(item as ParamValue, room, level + 1)) return false
    return true
  }
  const entries = mapEntries(value)
  if (entries === undefined) return true
  room.params -= entries.length
  return room.params >= 0 && entries.every(([, item]) => fits(item, room, level + 1))
}
