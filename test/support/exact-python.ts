import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ParamValue } from '../../src/experiment.js'
import { Timestamp } from '../../src/timestamp.js'
import { Tuple } from '../../src/tuple.js'
import { fromPython } from './python.js'

export const MLRUNNER = join(import.meta.dirname, '../fixtures/mlrunner')

/** A value as yaml-cases.py writes it: its type, and what it holds. */
export type Encoded = readonly [type: string, ...parts: readonly unknown[]]

interface Cases {
  readonly dump: readonly { value: Encoded; block: string; flow: string; repr: string }[]
  readonly dump_all: readonly { values: readonly Encoded[]; flow: string }[]
  readonly load_all: readonly { text: string; documents?: readonly Encoded[] }[]
  readonly format_g: readonly { value: Encoded; text: string }[]
}

/** What the real PyYAML and Python make of the cases of yaml-cases.py. */
export const cases = JSON.parse(readFileSync(join(MLRUNNER, 'yaml-cases.json'), 'utf8')) as Cases

/** The value with ints as bigints and tuples as such; what was one object there is one here. */
export function decode(encoded: Encoded, seen: ParamValue[] = []): ParamValue {
  const [type, ...parts] = encoded
  const [first, second] = parts as [string, number?]
  const inner = (part: unknown) => decode(part as Encoded, seen)
  const keep = <V extends ParamValue>(value: V): V => {
    seen.push(value)
    return value
  }
  switch (type) {
    case 'null':
      return null
    case 'int':
      return BigInt(first)
    case 'float':
      return Number(first.replace('inf', 'Infinity'))
    case 'bytes':
      return new Uint8Array(Buffer.from(first, 'base64'))
    case 'date':
      return keep(new Timestamp(first, Date.parse(first)))
    case 'datetime':
      return keep(new Timestamp(first, second ?? NaN))
    case 'again':
      return seen[Number(first)] ?? null
    case 'list':
    case 'tuple': {
      const list: ParamValue[] = type === 'tuple' ? new Tuple() : []
      if (type === 'list' || parts.length > 0) keep(list)
      for (const part of parts) list.push(inner(part))
      return list
    }
    case 'set': {
      const set = keep(new Set<ParamValue>())
      for (const part of parts) set.add(inner(part))
      return set
    }
    case 'dict': {
      const map = keep(new Map<ParamValue, ParamValue>())
      for (const [key, value] of parts as [Encoded, Encoded][]) map.set(inner(key), inner(value))
      return map
    }
    default:
      return first
  }
}

/** vectors.json, in which ints are bigints: JSON.parse alone takes `1` and `1.0` for the same. */
export function exactVectors(): Record<string, readonly Record<string, ParamValue>[]> {
  const text = readFileSync(join(MLRUNNER, 'expected/vectors.json'), 'utf8')
  const exact = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    /^-?\d+$/.test(token) ? `{"$int":"${token}"}` : token,
  )
  const tuples = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && '$tuple' in value
      ? Tuple.from(value.$tuple as ParamValue[])
      : value
  return fromPython(JSON.parse(exact, tuples)) as ReturnType<typeof exactVectors>
}
