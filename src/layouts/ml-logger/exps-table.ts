import { table, type ColumnTable } from 'arquero'
import type { Params, ParamValue } from '../../experiment.js'
import { freeName } from '../../values/free-name.js'
import { packed } from '../../values/packed.js'

/**
 * A row a run: its params, and as `prefix` the path of their file. The columns stand in the order of
 * their first appearance, `prefix` behind the params of the first run. A missing value is null.
 */
export function expsTable(runs: ReadonlyMap<string, Params>): ColumnTable {
  const all = Array.from(runs.values())
  const prefix = freeName('prefix', (name) => all.some((params) => Object.hasOwn(params, name)))
  const [first = {}, ...others] = all
  const names = new Set([first, { [prefix]: '' }, ...others].flatMap((row) => Object.keys(row)))
  const columns = Array.from(names, (name): [string, ArrayLike<unknown>] => [
    name,
    name === prefix ? Array.from(runs.keys()) : column(all, name),
  ])
  return table(columns)
}

function column(runs: readonly Params[], name: string): Float64Array | (ParamValue | null)[] {
  return packed(runs.map((params) => (Object.hasOwn(params, name) ? params[name] : null) ?? null))
}
