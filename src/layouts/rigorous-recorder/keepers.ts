import type { ParamValue } from '../../experiment.js'
import { PickledObject } from '../../pickled-object.js'
import { mapEntries } from '../../values/map-entries.js'

/** A `RecordKeeper` or a `Recorder`, as its state says. */
export interface Keeper {
  readonly object: PickledObject
  readonly className: 'RecordKeeper' | 'Recorder'
  readonly parent: ParamValue
  readonly data: ParamValue
  readonly children: readonly ParamValue[]
  /** The records of a RecordKeeper. */
  readonly records: readonly ParamValue[]
  /** The records of a Recorder: a list of values for each key, and how many records there are. */
  readonly frame: ParamValue
  readonly length: number
}

/** `undefined` for what is no keeper, and for one that is not complete. */
export function asKeeper(value: ParamValue): Keeper | undefined {
  if (!(value instanceof PickledObject) || !isArray(value.state)) return undefined
  const className = /(?:^|\.)(RecordKeeper|Recorder)$/.exec(value.name)?.[1]
  const [parent = null, data = null, third = null, fourth = null, fifth = null, sixth = null] =
    value.state
  const common = { object: value, parent, data }
  if (className === 'RecordKeeper' && isArray(fourth) && isArray(sixth)) {
    return { ...common, className, children: fourth, records: sixth, frame: null, length: 0 }
  }
  if (className === 'Recorder' && isArray(third) && typeof sixth === 'number') {
    return { ...common, className, children: third, records: [], frame: fifth, length: sixth }
  }
  return undefined
}

/** The lists of a Recorder's frame. */
export function frameOf(keeper: Keeper): readonly (readonly [ParamValue, readonly ParamValue[]])[] {
  const { frame } = keeper
  const entries: readonly (readonly [ParamValue, ParamValue])[] =
    frame instanceof Map
      ? [...(frame as ReadonlyMap<ParamValue, ParamValue>)]
      : (mapEntries<ParamValue>(frame) ?? [])
  return entries.flatMap(([key, values]) => (isArray(values) ? [[key, values] as const] : []))
}

/** A keeper and those below it, depth first as the tool's `all_records` goes, each once. */
export function* withChildren(root: Keeper): Generator<Keeper> {
  const seen = new Set<object>()
  const waiting: ParamValue[] = [root.object]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const keeper = asKeeper(next)
    if (keeper === undefined || seen.has(keeper.object)) continue
    seen.add(keeper.object)
    yield keeper
    if (seen.has(keeper.children)) continue
    seen.add(keeper.children)
    for (const child of keeper.children.toReversed()) waiting.push(child)
  }
}

/**
 * The data of a keeper and of its parents, nearest first. As in the tool, only a parent that is a
 * RecordKeeper gives its data: a Recorder's parents are passed over.
 */
export function lineage(keeper: Keeper): readonly ParamValue[] {
  const seen = new Set<PickledObject>()
  const data: ParamValue[] = [keeper.data]
  let parent = asKeeper(keeper.parent)
  while (parent?.className === 'RecordKeeper' && !seen.has(parent.object)) {
    seen.add(parent.object)
    data.push(parent.data)
    parent = asKeeper(parent.parent)
  }
  return data
}

function isArray(value: ParamValue | undefined): value is readonly ParamValue[] {
  return Array.isArray(value)
}
