import type { ParamValue } from '../../experiment.js'
import { NdArray } from '../../nd-array.js'
import { PickledObject } from '../../pickled-object.js'
import { isTextDict } from './dict.js'
import { tooLarge } from './fault.js'

/** About what Python itself can write; who goes through a value may call itself at each level. */
export const MOST_LEVELS = 1000

/**
 * Refuses values that are nested too deeply; one that contains itself counts once.
 *
 * @throws PickleFault `pickle-too-large`
 */
export function checkDepth(values: Iterable<ParamValue>): void {
  const heights = new Map<ParamValue, number>()
  const height = (value: ParamValue, level: number): number => {
    if (!isNest(value)) return 0
    const known = heights.get(value)
    if (level + (known ?? 1) > MOST_LEVELS) {
      throw tooLarge(`it nests values more than ${MOST_LEVELS} deep`)
    }
    if (known !== undefined) return known
    // While it is gone through: what it contains may contain it.
    heights.set(value, 0)
    let most = 0
    eachPart(value, (part) => {
      most = Math.max(most, height(part, level + 1))
    })
    heights.set(value, most + 1)
    return most + 1
  }
  for (const value of values) height(value, 0)
}

/**
 * Whether so many steps are enough to see that a value is not nested too deeply. Values that share
 * parts take more steps than they have parts. With `objects`, those are gathered there instead.
 */
export function isShallow(value: ParamValue, steps: number, objects?: Set<ParamValue>): boolean {
  let left = steps
  const look = (part: ParamValue, level: number): boolean => {
    left -= 1
    if (!isNest(part)) return true
    if (left < 0 || level >= MOST_LEVELS) return false
    if (objects !== undefined && part instanceof PickledObject) {
      objects.add(part)
      return true
    }
    if (part instanceof Map || part instanceof Set || part instanceof PickledObject) {
      let isFine = true
      eachPart(part, (inner) => (isFine &&= look(inner, level + 1)))
      return isFine
    }
    if (Array.isArray(part)) {
      for (const inner of part) if (!look(inner as ParamValue, level + 1)) return false
      return true
    }
    if (!isTextDict(part)) return true
    for (const key in part) if (!look(part[key] ?? null, level + 1)) return false
    return true
  }
  return look(value, 0)
}

function isNest(value: ParamValue): value is ParamValue & object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
}

function eachPart(value: ParamValue & object, visit: (part: ParamValue) => void): void {
  if (Array.isArray(value)) for (const part of value) visit(part as ParamValue)
  else if (value instanceof Map) {
    for (const [key, part] of value as ReadonlyMap<ParamValue, ParamValue>) {
      visit(key)
      visit(part)
    }
  } else if (value instanceof Set) {
    for (const part of value as ReadonlySet<ParamValue>) visit(part)
  } else if (value instanceof PickledObject) {
    for (const part of [value.args, value.state, value.items]) if (part !== undefined) visit(part)
  } else if (value instanceof NdArray) {
    if (Array.isArray(value.data)) visit(value.data as readonly ParamValue[])
  } else if (isTextDict(value)) {
    for (const key in value) visit(value[key] ?? null)
  }
}
