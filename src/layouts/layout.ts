import type { ArtifactFile } from '../artifact.js'
import type { Params, Points } from '../experiment.js'
import type { FileProblem } from '../issue.js'

/** Told of what is wrong with a file; it becomes an issue of the experiment. */
export type Report = (problem: FileProblem) => void

/** A folder or a file that may hold runs. */
export interface Place {
  readonly path: string
  /** The last part of the path. */
  readonly name: string
  readonly kind: 'folder' | 'file'
  /** The names of the files in a folder, listed when first asked for; none for a file. */
  readonly files: readonly string[]
  /** The names of the folders in a folder. A link is among both. */
  readonly folders: readonly string[]
  /** The first bytes of a file, fewer if it is shorter; none for a folder or what cannot be read. */
  readonly head: (length: number) => Uint8Array
}

/** One run as it is on disk. Nothing is read before it is asked for. */
export interface Run {
  /** What tells it from the other runs in the same place; absent for the only one. */
  readonly id?: string
  /** Its params; `undefined` when there is no run after all. */
  readonly params: (report: Report) => Params | undefined
  /** The names of its series, in the order of recording. */
  readonly seriesNames?: (report: Report) => readonly string[]
  /** One of its series; `undefined` when there is none of that name. */
  readonly points?: (name: string, report: Report) => Points | undefined
  readonly artifacts?: (report: Report) => readonly ArtifactFile[]
}

/**
 * What a tool leaves on disk: how its runs are recognised and read.
 *
 * `open` is called once an exam for each place; what it keeps (a parsed file, say) is let go when
 * the place's runs have been examined. Problems with files are reported and never thrown.
 */
export interface Layout {
  /** Unique: `mlxp`. */
  readonly name: string
  /** What it goes by, for people: `a folder with metadata/config.yaml`. */
  readonly looksLike: string
  /**
   * Why a place holds runs of this layout (`metadata/ and metrics/ in it`), or `undefined`. It is
   * asked of every folder and file, so it goes by names, and by a few bytes at the most.
   */
  readonly recognise: (place: Place) => string | undefined
  readonly open: (place: Place, report: Report) => readonly Run[]
  /** Whether a folder that is not recognised, beside runs of this layout, is one that lost its params. */
  readonly claims?: (place: Place) => boolean
  /** Whether runs may be nested in a run's folder; default no. */
  readonly nests?: boolean
  /** Whether a param tells of circumstances (host, times): those are left out of concise tables. */
  readonly isDetail?: (param: string) => boolean
}
