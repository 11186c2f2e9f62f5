import { AssayError } from '../issue.js'
import type { ParamValue } from '../experiment.js'
import { floatText } from '../float-text.js'
import { NdArray } from '../nd-array.js'
import { PickledObject } from '../pickled-object.js'
import { Timestamp } from '../timestamp.js'
import { Tuple } from '../tuple.js'
import { bytesRepr, textRepr } from './python-quoted.js'
import { timestampRepr } from './python-time.js'

/**
 * Python's `str` of a value. A bigint is an int and a number a float, so `1n` is `1` and `1` is
 * `1.0`.
 */
export function pythonStr(value: ParamValue): string {
  if (typeof value === 'string') return value
  return value instanceof Timestamp ? value.text : pythonRepr(value)
}

/** Python's `repr` of a value; a bigint is an int and a number a float. */
export function pythonRepr(value: ParamValue): string {
  switch (typeof value) {
    case 'string':
      return textRepr(value)
    case 'bigint':
      return String(value)
    case 'number':
      return floatText(value).replace(/^-?\d+$/, '$&.0')
    case 'boolean':
      return value ? 'True' : 'False'
    default:
      return value === null ? 'None' : objectRepr(value)
  }
}

function objectRepr(value: ParamValue & object): string {
  if (value instanceof Timestamp) return timestampRepr(value)
  if (value instanceof Uint8Array) return bytesRepr(value)
  if (value instanceof Tuple) return `(${value.length === 1 ? `${list(value)},` : list(value)})`
  if (isList(value)) return `[${list(value)}]`
  if (value instanceof Set) return value.size === 0 ? 'set()' : `{${list(value)}}`
  if (value instanceof Map) return dict(value)
  if (value instanceof NdArray) throw noText('a NumPy array')
  if (value instanceof PickledObject) throw noText(String(value))
  return dict(Object.entries(value))
}

const noText = (what: string): AssayError =>
  new AssayError(`${what} is not plain data; give numbers, text, lists or maps.`)

// Array.isArray does not narrow a readonly array.
const isList = (value: object): value is readonly ParamValue[] => Array.isArray(value)

const list = (items: Iterable<ParamValue>): string => Array.from(items, pythonRepr).join(', ')

const dict = (entries: Iterable<readonly [ParamValue, ParamValue]>): string =>
  `{${Array.from(entries, (entry) => entry.map(pythonRepr).join(': ')).join(', ')}}`

const DIGITS = 6

/** Python's `'%g' % value`: six digits at most, as in `0.0001`, `1e-05`, `1.23457e+07`. */
export function formatG(value: number | bigint): string {
  const float = Number(value)
  if (typeof value === 'bigint' && !Number.isFinite(float)) return beyondFloats(value)
  if (!Number.isFinite(float) || float === 0) return floatText(float)
  const rounded = sixDigits(float)
  const [mantissa = '', exponent = ''] = rounded.split('e')
  if (Number(exponent) >= -4 && Number(exponent) < DIGITS) return String(Number(rounded))
  return `${Number(mantissa)}e${exponent.replace(/^([-+])(\d)$/, '$10$2')}`
}

// Of two decimals that are equally near JavaScript takes the larger, and Python the even one.
function sixDigits(value: number): string {
  const exact = value.toExponential(40)
  const tie = /^(-?\d\.\d{4}[02468])50+(e.+)$/.exec(exact)
  return tie === null ? value.toExponential(DIGITS - 1) : `${tie[1] ?? ''}${tie[2] ?? ''}`
}

// Python refuses these; a name can be made of them all the same.
function beyondFloats(value: bigint): string {
  const text = String(value)
  const [mantissa = '', exponent = ''] = formatG(BigInt(text.slice(0, 30))).split('e+')
  return `${mantissa}e+${Number(exponent) + text.length - 30}`
}
