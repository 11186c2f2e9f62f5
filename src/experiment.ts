import type { Artifact } from './artifact.js'
import type { NdArray } from './nd-array.js'
import type { PickledObject } from './pickled-object.js'
import type { Timestamp } from './timestamp.js'

/** A value that a param can have: what YAML and pickles hold. */
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
  | NdArray
  /** Of a class that is not plain data. */
  | PickledObject
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

/** A series as it was recorded: its values may be of any kind. Both have the same length. */
export interface Points {
  readonly steps: Float64Array
  readonly values: Float64Array | readonly ParamValue[]
}

/** How a series is asked for. */
export interface SeriesOptions {
  /** The series that gives the steps, such as `'train.epoch'`; default: the layout's own steps. */
  readonly x?: string
}

/** One run: a row of the table. */
export interface Experiment<M extends object = Metrics> {
  /** The path below the output folder, with `/` between its parts. */
  readonly name: string
  /** The run's directory, or the one with the file that holds it. */
  readonly dir: string
  /** The name of the layout that it was read with: `'mlrunner'`, `'mlxp'`, ... */
  readonly layout: string
  readonly param: Params
  readonly metric: M
  /** Whether a param, by its dotted name, tells of the run's circumstances and is no input. */
  isDetail(param: string): boolean
  /** What parsers keep for this experiment; never shown. */
  readonly cache: Record<string, unknown>
  /** The names of what it recorded over steps, in the order of recording. */
  readonly seriesNames: readonly string[]
  /**
   * A metric over steps, read when it is asked for: the points whose value is a number (true is 1;
   * a missing value NaN). `undefined` when there is none of that name, or no number in it.
   */
  series(name: string, options?: SeriesOptions): Series | undefined
  /** A series with all its values as they were recorded, or `undefined`. */
  points(name: string): Points | undefined
  /** The files that the run stored by name. */
  readonly artifacts: readonly Artifact[]
}
