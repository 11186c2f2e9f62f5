import type { ParamValue } from '../experiment.js'
import { Timestamp } from '../timestamp.js'
import { Tuple } from '../tuple.js'

/**
 * The keys as Python's `sorted` puts them, texts by code point; in the order given when there are
 * two that Python cannot compare, such as a text and a number.
 */
export function sortedKeys(keys: readonly ParamValue[]): readonly ParamValue[] {
  let refused = 0
  const sorted = keys.toSorted((a, b) => {
    const order = compared(a, b)
    if (order === undefined) refused += 1
    return order ?? 0
  })
  return refused === 0 ? sorted : keys
}

/** Negative, zero or positive; nothing when Python refuses the comparison. */
function compared(a: ParamValue, b: ParamValue): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return byCodePoint(a, b)
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : Number(a > b)
  if (a instanceof Timestamp && b instanceof Timestamp) return inTime(a, b)
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b)
  if (a instanceof Tuple && b instanceof Tuple) return itemByItem(a, b)
  return undefined
}

// Python's booleans are numbers; so do they compare in JavaScript.
const isNumber = (value: ParamValue): value is number | bigint | boolean =>
  ['number', 'bigint', 'boolean'].includes(typeof value)

// UTF-8 keeps the order of code points, which UTF-16 does not.
const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

function inTime(a: Timestamp, b: Timestamp): number | undefined {
  if (a.isZoned !== b.isZoned || isDate(a) !== isDate(b)) return undefined
  return a.valueOf() - b.valueOf()
}

const isDate = (time: Timestamp): boolean => time.text.length === 10

function itemByItem(a: Tuple, b: Tuple): number | undefined {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [left = null, right = null] = [a[index], b[index]]
    if (isSame(left, right)) continue
    return compared(left, right)
  }
  return a.length - b.length
}

// None equals None, though neither is less.
const isSame = (a: ParamValue, b: ParamValue): boolean => a === b || compared(a, b) === 0
