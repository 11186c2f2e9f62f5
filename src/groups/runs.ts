import type { TableLike } from '../table-like.js'
import { isMissing } from '../values/compare-values.js'
import type { Sample } from './sample.js'
import { samplerOf } from './sampler.js'
import { valueKey } from './value-key.js'

/** A metric's values in a group of runs. */
export interface Runs {
  readonly sample: Sample
  /**
   * The values by seed; absent where no column tells the runs apart, a run has no seed, or two share
   * theirs.
   */
  readonly bySeed: ReadonlyMap<unknown, number> | undefined
}

/** Gives the runs in rows of a table; the columns `over` are what tells them apart. */
export function runsOf(
  table: TableLike,
  metric: string,
  over: readonly string[],
): (rows: Uint32Array) => Runs {
  const sampler = samplerOf(table, metric)
  const values = table.column(metric)
  const columns = over.map((name) => table.column(name))
  return (rows) => {
    const bySeed = new Map<unknown, number>()
    for (const row of columns.length === 0 ? [] : rows) {
      const seeds = columns.map((column) => column?.at(row) ?? null)
      if (seeds.every(isMissing)) continue
      const seed = valueKey(seeds.length === 1 ? seeds[0] : seeds)
      bySeed.set(seed, Number(values?.at(row) ?? NaN))
    }
    return { sample: sampler(rows), bySeed: bySeed.size === rows.length ? bySeed : undefined }
  }
}
