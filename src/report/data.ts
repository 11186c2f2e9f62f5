import type { Issue } from '../issue.js'

/** What the page of a report is given: plain JSON, a list in the order of the rows each. */
export interface ReportData {
  readonly title: string
  /** When it was made, as ISO 8601. */
  readonly made: string
  /** The version of Assay. */
  readonly version: string
  /** The names of the experiments, a row each. */
  readonly experiments: readonly string[]
  /** The params and metrics; those that are usual in a table first, in its order. */
  readonly columns: readonly ReportColumn[]
  readonly series: readonly ReportSeries[]
  /** The names of the series that were left out, for the page would be too large with them. */
  readonly seriesLeftOut: readonly string[]
  /** The files that each run stored; empty where no run stored any. */
  readonly artifacts: readonly (readonly ReportArtifact[])[]
  readonly issues: readonly Issue[]
}

/** A param or a metric. */
export interface ReportColumn {
  readonly name: string
  /** `'detail'`: of the run's circumstances, such as its status, and no input. */
  readonly role: 'param' | 'detail' | 'metric'
  /** A row each, or one value for all. */
  readonly values: readonly ReportCell[] | { readonly constant: ReportCell }
}

/** A cell as JSON has it; other numbers by their text, and what else there is as a text. */
export type ReportCell = string | number | boolean | null | ReportNumber | ReportList

/** A list, of which queries may ask what is in it. */
export interface ReportList {
  readonly list: readonly ReportCell[]
}

/** A number that JSON has no way to write: `NaN`, `Infinity`, an integer beyond 2^53. */
export interface ReportNumber {
  readonly number: string
}

/** What runs recorded over steps. */
export interface ReportSeries {
  readonly name: string
  /** A row each; `null` where a run has none. */
  readonly runs: readonly (ReportCurve | null)[]
}

/** A run's points, at most a few hundred. */
export interface ReportCurve {
  readonly steps: readonly number[]
  /** `null` for a value that is not finite. */
  readonly values: readonly (number | null)[]
  /** How many points were recorded where those here are means of several; absent else. */
  readonly of?: number
}

/** A file that a run stored by name. */
export interface ReportArtifact {
  readonly name: string
  readonly type: string
  /** In bytes; absent when the file is not there. */
  readonly size?: number
}
