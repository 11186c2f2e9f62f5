import type { Timestamp } from './timestamp.js'

/** A value that a param can have: what YAML and pickles of plain data hold. */
export type ParamValue =
  | string
  | number
  /** An integer beyond 2^53, exact. */
  | bigint
  | boolean
  | null
  | Timestamp
  /** Bytes (`!!binary`). */
  | Uint8Array
  | readonly ParamValue[]
  | ReadonlySet<ParamValue>
  /** A map that has a key that is not a string. */
  | ReadonlyMap<ParamValue, ParamValue>
  | { readonly [key: string]: ParamValue }

/** The inputs of one run, known before it started. Keys that begin with `_` stay out of tables. */
export type Params = Record<string, ParamValue>

/** The results of one run, by name. */
export type Metrics = Record<string, unknown>

/** What parsers share with each other; it lives as long as the Examiner. */
export type Caches = Record<string, unknown>

/** A metric over steps; both arrays have the same length. */
export interface Series {
  readonly steps: Float64Array
  readonly values: Float64Array
}

/** One run: a row of the table. */
export interface Experiment<M extends object = Metrics> {
  /** The path below the output folder, with `/` between its parts. */
  readonly name: string
  /** The run's directory. */
  readonly dir: string
  readonly param: Params
  readonly metric: M
  /** What parsers keep for this experiment; never shown. */
  readonly cache: Record<string, unknown>
}
