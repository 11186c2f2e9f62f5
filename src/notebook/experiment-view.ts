import type { Artifact } from '../artifact.js'
import type { Experiment } from '../experiment.js'
import { gatherColumns, type Column } from '../table/columns.js'
import { joinTable } from '../table/join.js'
import { counted } from '../values/counted.js'
import { clean, recordGrid, tableGrid, type Grid } from './grid.js'
import type { View } from './view.js'

const MOST_SERIES = 50

export function isExperiment(value: unknown): value is Experiment<object> {
  if (typeof value !== 'object' || value === null) return false
  const { name, layout, param, metric, isDetail } = value as Partial<Record<string, unknown>>
  const isNamed = typeof name === 'string' && typeof layout === 'string'
  return isNamed && typeof isDetail === 'function' && isObject(param) && isObject(metric)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** One experiment: its params and metrics, the names of its series, and its files. */
export function experimentView(experiment: Experiment<object>): View {
  const { name, layout, dir } = experiment
  const line = clean(`Experiment ${name} (${layout})`)
  return {
    line,
    parts: () => {
      const { artifacts } = experiment
      return [
        `${line} in ${clean(dir)}`,
        recordGrid(['kind', 'name', 'value'], rowsOf(experiment), 'params and metrics'),
        ...seriesLine(experiment.seriesNames),
        ...(artifacts.length === 0 ? [] : [artifactGrid(artifacts)]),
      ]
    },
  }
}

/** Several experiments: the table of them. */
export function experimentsView(experiments: readonly Experiment<object>[]): View {
  return {
    line: counted(experiments.length, 'experiment'),
    parts: () => [tableGrid(joinTable(experiments as readonly Experiment[]))],
  }
}

interface Row {
  readonly kind: 'param' | 'detail' | 'metric'
  readonly name: string
  readonly value: unknown
}

function rowsOf(experiment: Experiment<object>): Row[] {
  // Its metrics are asked for by name only.
  const { params, reserved, metrics } = gatherColumns([experiment as Experiment])
  const inputs = params.filter(({ isDetail }) => !isDetail)
  const details = [...params.filter(({ isDetail }) => isDetail), ...reserved]
  return [...rows('param', inputs), ...rows('detail', details), ...rows('metric', metrics)]
}

function rows(kind: Row['kind'], columns: readonly Column[]): Row[] {
  return columns.map(({ name, values }) => ({ kind, name, value: values[0] }))
}

function artifactGrid(artifacts: readonly Artifact[]): Grid {
  const files = artifacts.map(({ name, type, size }) => ({ artifact: name, type, bytes: size }))
  return recordGrid(['artifact', 'type', 'bytes'], files, 'artifacts')
}

function seriesLine(names: readonly string[]): string[] {
  if (names.length === 0) return []
  const more = names.length > MOST_SERIES ? `, and ${names.length - MOST_SERIES} more` : ''
  return [clean(`Series: ${names.slice(0, MOST_SERIES).join(', ')}${more}`)]
}
