import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NdArray } from '../../src/nd-array.js'
import { PickledObject } from '../../src/pickled-object.js'
import { fromPython } from '../support/python.js'

export const FIXTURES = join(import.meta.dirname, '../fixtures/ml-logger')
export const RUNS = join(FIXTURES, 'runs')

/** A pandas table as the expected file has it. */
export interface Frame {
  readonly columns: readonly string[]
  readonly dtypes: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

/** A pandas series as the expected file has it. */
export interface PandasSeries {
  readonly series: readonly unknown[]
  readonly index: readonly unknown[]
}

type Answers = Readonly<Record<string, unknown>>

/**
 * What the real tool gives for the fixture. Not asked are its `report` of what it writes as summaries,
 * and how the pickles are written: `protocols`, `opcodes`, `globals`.
 */
export const EXPECTED = JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8')) as {
  readonly runs: Readonly<Record<string, Answers>>
  readonly 'queries on alice/demo': Answers
  readonly 'other files in alice/files': Answers
  /** Where each pickle of a file begins. */
  readonly 'pickle records': Readonly<Record<string, { readonly boundaries: readonly number[] }>>
}

/** Whether the tool itself failed there. */
export function isError(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'error' in answer
}

/** Objects of Python that are values here, or are looked at by name, by their `repr`. */
const OBJECTS: Readonly<Record<string, unknown>> = {
  "PurePosixPath('a/b')": 'a/b',
  'deque([1, 2], maxlen=5)': [1, 2],
  'datetime.timedelta(days=1, seconds=2)': '1 day, 0:00:02',
  "Timedelta('1 days 00:00:02')": '1 day, 0:00:02',
  "Decimal('1.10')": '1.10',
  'Fraction(1, 3)': '1/3',
  "bytearray(b'ab')": Uint8Array.of(97, 98),
  "UUID('00000000-0000-0000-0000-000000000005')": '00000000-0000-0000-0000-000000000005',
  Ellipsis: '<builtins.Ellipsis>',
  'range(1, 10, 3)': '<builtins.range>',
  'slice(1, None, None)': '<builtins.slice>',
  '<ml_logger.helpers.color_helpers.Color object>': '<ml_logger.helpers.color_helpers.Color>',
  "<class 'myproj.sched.Linear'>": '<myproj.sched.Linear>',
  // A function of a module that the tool did not have: it made a class of it.
  "<class 'ml_logger.helpers.Whatever.cls_factory.<locals>.Unavailable'>": '<myproj.sched.warm>',
}

function objectOf(value: object): unknown {
  const { $class, repr } = value as { readonly $class: string; readonly repr?: string }
  // A namedtuple is an object of its class.
  if (repr === undefined) return `<${$class}>`
  if (!Object.hasOwn(OBJECTS, repr)) throw new Error(`what is ${repr} here?`)
  return OBJECTS[repr]
}

/** An expected value in the form that `comparable` gives a value of ours. */
export function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded)
  if (typeof value !== 'object' || value === null) return value
  if ('$class' in value) return objectOf(value)
  if ('$np' in value && 'value' in value) return decoded(value.value)
  if ('$complex' in value) return `(${(value.$complex as readonly number[]).join('+')}j)`
  if ('$ndarray' in value) {
    const { dtype, shape, data } = value.$ndarray as Record<string, unknown>
    return { dtype, shape, list: decoded(data) }
  }
  if ('$tuple' in value) return decoded(value.$tuple)
  if (Object.keys(value)[0]?.startsWith('$')) return fromPython(value)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decoded(item)]))
}

/** A value of ours with arrays of NumPy as their type, shape and lists of plain numbers. */
export function comparable(value: unknown): unknown {
  if (value instanceof NdArray) {
    // The tool's side names the type whatever its byte order.
    const dtype = value.dtype === '>i4' ? 'int32' : value.dtype
    return { dtype, shape: value.shape, list: plainNumbers(value.toList()) }
  }
  if (value instanceof PickledObject) return String(value)
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)]))
}

function plainNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainNumbers)
  return typeof value === 'bigint' ? Number(value) : value
}

/** A cell of a table of ours, without a difference between a missing value and NaN. */
export function cell(value: unknown): unknown {
  return Number.isNaN(value) ? null : comparable(value)
}

/** A cell of a pandas table, which does not tell a missing value from NaN and NaT. */
export function pandasCell(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    if ('$complex' in value && !(value.$complex as readonly unknown[]).every(Number.isFinite)) {
      return null
    }
    if ('$datetime' in value && value.$datetime === 'NaT') return null
  }
  const known = decoded(value)
  return Number.isNaN(known) ? null : known
}
