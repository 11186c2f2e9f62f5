import type { Experiment } from '../experiment.js'
import { mapEntries } from '../values/map-entries.js'

/** Where a run has a value without its logs: as a param, or at the end of a series. */
export function recordedAs(experiment: Experiment, value: number): string | undefined {
  const param = paramWith(experiment.param, value)
  if (param !== undefined) {
    return `the param ${param} of ${experiment.name} is ${value}: it is in the table without a metric`
  }
  for (const name of experiment.seriesNames) {
    const values = experiment.series(name)?.values ?? []
    const keep = keepWith(values, value)
    if (keep !== undefined) {
      return `${experiment.name} recorded it as a series: --metric ${name}@${keep}`
    }
  }
  return undefined
}

function keepWith(values: ArrayLike<number>, value: number): string | undefined {
  if (values[values.length - 1] === value) return 'last'
  let [min, max] = [Infinity, -Infinity]
  for (const each of Array.from(values)) {
    if (each < min) min = each
    if (each > max) max = each
  }
  return max === value ? 'max' : min === value ? 'min' : undefined
}

function paramWith(params: unknown, value: number): string | undefined {
  for (const [key, param] of mapEntries(params) ?? []) {
    if (param === value) return key
    const below = paramWith(param, value)
    if (below !== undefined) return `${key}.${below}`
  }
  return undefined
}
