import type { ArtifactLoader } from '../artifacts/artifact-loaders.js'
import type { Caches } from '../experiment.js'
import type { Issue } from '../issue.js'
import type { Layout } from '../layouts/layout.js'
import type { Progress } from '../progress.js'

/** Options of an `Examiner`. */
export interface ExaminerOptions {
  /** What parsers share to begin with, such as an earlier Examiner's; default nothing. */
  readonly caches?: Caches
  /** Layouts of your own; they are asked before the built-in ones whether they know a place. */
  readonly layouts?: readonly Layout[]
  /** How to load artifacts of types that Assay does not know, by type: `{ torch: (path) => ... }`. */
  readonly artifactLoaders?: Readonly<Record<string, ArtifactLoader>>
}

/** Options of `Examiner.exam`. */
export interface ExamOptions {
  /**
   * The folder that holds the runs, at any depth; default `'output'`. Also a run's own directory, a
   * file that holds runs, a glob pattern (`'runs/**'` also finds runs in the folders of runs), or a
   * list of these.
   */
  readonly output?: string | readonly string[]
  /** Only runs of the layout of this name; default: each place's layout is recognised. */
  readonly layout?: string
  /** Only the runs whose name it is found in; default all. */
  readonly regex?: RegExp | string
  /** Also the metric `status` of {@link runStatus}; default no. */
  readonly status?: boolean
  /** How many experiments are in hand at once, which helps parsers that wait; default 1. */
  readonly concurrency?: number
  /** Ends the exam early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Called after each directory. Default: in a notebook, a long exam shows a line of progress. */
  readonly onProgress?: (progress: Progress) => void
}

/** What an exam came to. */
export interface ExamSummary {
  /** How many experiments were examined, the failed ones among them. */
  readonly examined: number
  /** How many directories were passed over for want of params. */
  readonly skipped: number
  /** How many runs a filter left out. */
  readonly filtered: number
  /** How many of the examined have an issue. */
  readonly failed: number
  /** All issues of this exam. */
  readonly issues: readonly Issue[]
}
