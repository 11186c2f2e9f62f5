import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'

/** The steps at which runs are averaged. */
export type CurveGrid = 'union' | 'intersection' | { readonly bins: number }

/** What a run counts for at a step that lies between two of its own. */
export type Interpolation = 'none' | 'linear' | 'previous'

/** How runs are brought to common steps. */
export interface AlignOptions {
  /**
   * `'union'`: every step of every run; `'intersection'`: the steps that all runs have; or bins of
   * equal width over all steps. Default: the union; but where the runs of a group logged at
   * different steps, which would make it over half as long again as the longest of them, bins in
   * which the longest run has a point each.
   */
  readonly grid?: CurveGrid | undefined
  /**
   * What a run counts for at a step that lies between two of its own: `'linear'` (the default) what
   * a straight line has there, `'previous'` the value before, `'none'` nothing, so that n falls.
   * Never beyond a run's own ends, nor next to a value that is NaN or infinite.
   */
  readonly interpolate?: Interpolation | undefined
  /**
   * The weight of TensorBoard's smoothing, from 0 (none, the default) to below 1: an exponential
   * moving average over each run's points, corrected for its start at zero, before runs are averaged.
   */
  readonly smooth?: number | undefined
}

export const MOST_PLACES = 1_000_000

const GRIDS = ['union', 'intersection']
const INTERPOLATIONS = ['none', 'linear', 'previous']

/** Fills in what is not given; throws an AssayError for what cannot be. */
export function alignOptions({ grid, interpolate = 'linear', smooth = 0 }: AlignOptions) {
  if (typeof grid === 'string') oneOf('grid', grid, GRIDS)
  else if (grid !== undefined && !isBins(grid)) {
    throw new AssayError(`The bins of a grid are a whole number from 1 to ${MOST_PLACES}.`)
  }
  oneOf('interpolate', interpolate, INTERPOLATIONS)
  if (!(smooth >= 0 && smooth < 1)) {
    throw new AssayError(`The weight of smooth is from 0 to below 1, not ${smooth}.`)
  }
  return { grid, interpolate, smooth }
}

function oneOf(option: string, given: string, words: readonly string[]): void {
  if (words.includes(given)) return
  throw new AssayError(`Unknown ${option} '${given}'.${didYouMean(given, words)}`)
}

function isBins(grid: { readonly bins: number } | null): boolean {
  const bins = grid?.bins
  return Number.isInteger(bins) && bins !== undefined && bins >= 1 && bins <= MOST_PLACES
}
