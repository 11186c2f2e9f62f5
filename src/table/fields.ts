import { table, type ColumnTable } from 'arquero'
import type { ArtifactFile } from '../artifact.js'
import type { Experiment } from '../experiment.js'
import { NdArray } from '../nd-array.js'
import { PickledObject } from '../pickled-object.js'
import { eachParam } from './flatten.js'

/** A field's types, and in how many experiments it is. */
interface Field {
  readonly types: Set<string>
  searchable: boolean
  runs: number
}

/**
 * The fields of experiments: a row a field, sorted by name. A param or metric has the types of its
 * values (`number`, `string`, ...; with `|` between them when there are several) and is searchable;
 * what was recorded over steps is a `series`; files that were stored by name are an `artifact`, a
 * field for each of their types and folders, as MLXP names them: `artifact.pickle.`.
 */
export function fieldsTable(experiments: readonly Experiment[]): ColumnTable {
  const fields = new Map<string, Field>()
  for (const experiment of experiments) {
    const here = new Map<string, string>()
    for (const file of experiment.artifacts) here.set(artifactField(file), 'artifact')
    for (const name of experiment.seriesNames) here.set(name, 'series')
    const own = new Map<string, string>()
    eachParam(experiment.param, (name, value) => own.set(name, typeName(value)))
    for (const [name, value] of Object.entries(experiment.metric)) own.set(name, typeName(value))
    see(fields, here, false)
    see(fields, own, true)
    for (const name of new Set([...here.keys(), ...own.keys()])) {
      const field = fields.get(name)
      if (field) field.runs += 1
    }
  }
  const rows = [...fields].sort(([a], [b]) => (a < b ? -1 : 1))
  return table([
    ['field', rows.map(([name]) => name)],
    ['type', rows.map(([, { types }]) => [...types].sort().join('|'))],
    ['searchable', rows.map(([, { searchable }]) => searchable)],
    ['runs', rows.map(([, { runs }]) => runs)],
  ])
}

function see(
  fields: Map<string, Field>,
  types: ReadonlyMap<string, string>,
  searchable: boolean,
): void {
  for (const [name, type] of types) {
    const field = fields.get(name) ?? { types: new Set(), searchable, runs: 0 }
    field.types.add(type)
    field.searchable ||= searchable
    fields.set(name, field)
  }
}

/**
 * What MLXP's reader calls the field that an artifact is in: `artifact.pickle.` for
 * `pickle/res.pkl`, `artifact.pickle..eval.step1` for `pickle/eval/step1/res.pkl`.
 */
export function artifactField({ name, type }: ArtifactFile): string {
  const folders = name.split('/').slice(0, -1)
  const below = folders[0] === type ? folders.slice(1) : folders
  return ['artifact', type, ...(below.length === 0 ? [''] : ['', ...below])].join('.')
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'bigint') return 'number'
  if (typeof value !== 'object') return typeof value
  if (Array.isArray(value)) return 'list'
  if (value instanceof Date) return 'date'
  if (value instanceof NdArray) return 'array'
  if (value instanceof PickledObject) return 'object'
  if (value instanceof Uint8Array) return 'bytes'
  if (value instanceof Set) return 'set'
  return 'steps' in value && 'values' in value ? 'series' : 'map'
}
