import { quantile } from './quantile.js'

/** Bins over numbers: the n-th holds what is above the n-th edge, up to the next one. */
export interface Bins {
  readonly edges: readonly number[]
  /** The bin of a number that they were made for, from 0; the first holds its lower edge too. */
  readonly of: (value: number) => number
}

/**
 * Bins with as many of the numbers in each as can be, as `pandas.qcut` makes them with
 * `duplicates='drop'`: the edges are quantiles, and equal ones count once.
 *
 * Of equal numbers there is one bin, where pandas has none if more than one was asked for.
 */
export function quantileBins(sorted: Float64Array, count: number): Bins {
  const edges = Array.from({ length: count + 1 }, (_, i) =>
    quantile(sorted, i === count ? 1 : i * (1 / count)),
  )
  const distinct = edges.filter((edge, i) => i === 0 || edge !== edges[i - 1])
  const [only = NaN] = distinct
  return bins(distinct.length === 1 ? [only, only] : distinct)
}

/** Bins of equal width, as `pandas.cut` makes them: the lowest begins 0.1% of the range earlier. */
export function equalBins(sorted: Float64Array, count: number): Bins {
  let low = sorted[0] ?? NaN
  let high = sorted.at(-1) ?? NaN
  const single = low === high
  if (single) {
    const margin = low === 0 ? 0.001 : 0.001 * Math.abs(low)
    low -= margin
    high += margin
  }
  const width = (high - low) / count
  const edges = Array.from({ length: count + 1 }, (_, i) => (i === count ? high : i * width + low))
  if (!single) edges[0] = low - (high - low) * 0.001
  return bins(edges)
}

function bins(edges: readonly number[]): Bins {
  const last = edges.length - 2
  const of = (value: number): number => {
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((edges[middle] ?? NaN) < value) low = middle + 1
      else high = middle
    }
    return Math.min(Math.max(low - 1, 0), last)
  }
  return { edges, of }
}
