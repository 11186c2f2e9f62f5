import type { Experiment } from '../experiment.js'
import { eachParam } from './flatten.js'
import { sameValue } from '../values/same-value.js'

/** The values of one column, an entry an experiment; `undefined` where it has none. */
export interface Column {
  readonly name: string
  readonly values: readonly unknown[]
}

/** A param, or what a tool tells of a run's circumstances. */
export interface ParamColumn extends Column {
  readonly isDetail: boolean
}

/** All that experiments have to show, each part sorted by name. */
export interface Columns {
  /** Params whose name does not begin with `_`. */
  readonly params: readonly ParamColumn[]
  /** The params that a tool keeps for itself. */
  readonly reserved: readonly Column[]
  readonly metrics: readonly Column[]
}

/**
 * Gathers params and metrics of experiments as columns. A param that has the name of a metric is
 * called `param.<name>`, so that both are there and the metric keeps the name its parser gave it.
 */
export function gatherColumns(experiments: readonly Experiment[]): Columns {
  const params = new Map<string, unknown[]>()
  const details = new Set<string>()
  const metrics = new Map<string, unknown[]>()
  for (const [row, experiment] of experiments.entries()) {
    eachParam(experiment.param, (name, value) => {
      if (!params.has(name) && experiment.isDetail(name)) details.add(name)
      valuesOf(params, name, experiments.length)[row] = value
    })
    for (const name of Object.keys(experiment.metric)) {
      valuesOf(metrics, name, experiments.length)[row] = experiment.metric[name]
    }
  }
  const free = (name: string): string =>
    metrics.has(name) ? unusedName(`param.${name}`, params, metrics) : name
  const rename = ({ name, values }: Column): ParamColumn => {
    return { name: free(name), values, isDetail: details.has(name) }
  }
  const isReserved = ({ name }: Column): boolean => name.startsWith('_')
  return {
    params: sorted(params)
      .filter((column) => !isReserved(column))
      .map(rename)
      .sort(byName),
    reserved: sorted(params).filter(isReserved).map(rename),
    metrics: sorted(metrics),
  }
}

/** Whether there is more than one value; missing counts as one. See {@link sameValue}. */
export function varies(values: readonly unknown[]): boolean {
  return values.some((value) => !sameValue(value, values[0]))
}

function byName(a: Column, b: Column): number {
  return a.name < b.name ? -1 : 1
}

function valuesOf(columns: Map<string, unknown[]>, name: string, rows: number): unknown[] {
  let values = columns.get(name)
  if (values === undefined) {
    values = new Array<unknown>(rows).fill(undefined)
    columns.set(name, values)
  }
  return values
}

function sorted(columns: ReadonlyMap<string, unknown[]>): Column[] {
  return Array.from(columns.keys())
    .sort()
    .map((name) => ({ name, values: columns.get(name) ?? [] }))
}

function unusedName(name: string, ...taken: readonly ReadonlyMap<string, unknown>[]): string {
  return taken.some((names) => names.has(name)) ? unusedName(`param.${name}`, ...taken) : name
}
