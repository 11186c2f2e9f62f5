import type { ParamValue } from '../../experiment.js'
import type { Data } from './chains.js'
import type { Records } from './records.js'

/** What a collection's info says. */
export interface CollectionInfo {
  readonly collection: Data
  /** The data of the last experiment. */
  readonly last: Data
}

/** What a place holds: a collection of experiments, or what one keeper recorded. */
export type Recording =
  | { readonly kind: 'collection'; readonly records: Records; readonly info?: CollectionInfo }
  | {
      readonly kind: 'single'
      readonly records: Records
      /** The data of the keeper and of its parents, nearest first. */
      readonly lineage: readonly ParamValue[]
    }
