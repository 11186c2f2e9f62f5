import type { ParamValue } from '../experiment.js'
import { AssayError } from '../issue.js'
import type { Located, LocatedEntry } from '../readers/yaml/documents.js'
import { Timestamp } from '../timestamp.js'
import { Tuple } from '../tuple.js'
import { mapEntries } from '../values/map-entries.js'
import { pythonStr } from '../values/python-text.js'
import { checkTexts } from './check-texts.js'
import type { SweepSource } from './source.js'

/** Params by name, in the order that names the tasks: a `Map` where a name is a whole number. */
export type SweepParams = Readonly<Record<string, ParamValue>> | ReadonlyMap<string, ParamValue>

/** A sweep given in TypeScript: the sections of a sweep's file under the same names. */
export interface SweepObject {
  /** The shell command of each name, with `{param}` and `[param]` for the params. */
  readonly template: Readonly<Record<string, string>>
  readonly default?: SweepParams
  readonly alias?: Readonly<Record<string, Readonly<Record<string, SweepParams>>>>
  readonly resource?: 'auto' | readonly (string | number)[]
  readonly slurm?: Readonly<Record<string, string | number | boolean>>
  /** One grid each: a list holds the values to try, anything else is the one value. */
  readonly choices: readonly SweepParams[]
}

/**
 * The sweep that an object describes. Whole numbers are Python's ints and others floats, as a file's
 * `1` and `0.5`; texts are never ranges.
 */
export function sweepSourceOf({ choices, ...first }: SweepObject): SweepSource {
  if (!Array.isArray(choices)) {
    throw new AssayError("'choices' is no list; give the grids: choices: [{ lr: [0.1, 0.2] }].")
  }
  const sections: [string, unknown][] = Object.entries(first)
  const given = sections.filter(([, section]) => section !== undefined)
  const source = {
    file: undefined,
    text: undefined,
    first: located(new Map(given), 'the sweep'),
    choices: choices.map((choice, index) => located(choice, `choice ${index + 1}`)),
  }
  for (const document of [source.first, ...source.choices]) checkTexts(document, undefined)
  return source
}

const line = 0

function located(value: unknown, where: string): Located {
  if (Array.isArray(value)) {
    const items = Array.from(value as readonly unknown[], (item) => located(item, where))
    return { kind: 'list', line, tuple: value instanceof Tuple, items }
  }
  const entries = isScalar(value) ? undefined : mapEntries(value)
  if (entries !== undefined) {
    return { kind: 'map', line, entries: entries.map(([key, item]) => entry(key, item, where)) }
  }
  if (!isScalar(value)) {
    throw new AssayError(
      `A value of ${where} is no plain data (${typeof value}); give numbers, texts, lists or maps.`,
    )
  }
  // A whole number is an int to Python, as it is written.
  const exact = typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value
  return { kind: 'scalar', line, value: exact, text: pythonStr(exact), plain: false }
}

function entry(key: string, item: unknown, where: string): LocatedEntry {
  const name: Located = { kind: 'scalar', line, value: key, text: key, plain: false }
  return { key: name, value: located(item, `'${key}' in ${where}`) }
}

function isScalar(value: unknown): value is ParamValue {
  return (
    value === null ||
    ['string', 'number', 'bigint', 'boolean'].includes(typeof value) ||
    value instanceof Timestamp ||
    value instanceof Uint8Array ||
    value instanceof Set
  )
}
