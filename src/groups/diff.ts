import { table, type ColumnTable } from 'arquero'
import type { Experiment, ParamValue } from '../experiment.js'
import { varies } from '../table/columns.js'
import { eachParam } from '../table/flatten.js'
import { setFree } from '../values/free-name.js'
import { mapEntries } from '../values/map-entries.js'

/**
 * Which params differ between experiments: a row a param, sorted by name, and a column an
 * experiment, whose value is `null` where it has no such param.
 *
 * Nested maps are dotted names, `optimizer.lr`; lists that hold maps are looked into,
 * `layers[0].width`. Values are the same as Python's `==` has it, but for booleans, which equal no
 * number. What only tells of a run's circumstances is left out (MLXP's `info.*`), as are params that
 * begin with `_`.
 *
 * @example
 * const examiner = new Examiner()
 * await examiner.exam({ output: 'examples/cifar10/output', regex: 'Seed_0' })
 * diff(examiner.experiments.values()).array('param') // ['lr']
 */
export function diff(experiments: Iterable<Experiment>): ColumnTable {
  const all = [...experiments]
  const params = new Map<string, (ParamValue | undefined)[]>()
  for (const [index, experiment] of all.entries()) {
    eachParam(experiment.param, (name, value) => {
      if (name.startsWith('_') || experiment.isDetail(name)) return
      eachPart(name, value, (part, own) => {
        const values =
          params.get(part) ?? new Array<ParamValue | undefined>(all.length).fill(undefined)
        values[index] = own
        params.set(part, values)
      })
    })
  }
  const differing = [...params]
    .filter(([, values]) => varies(values))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const data = new Map<string, unknown[]>([['param', differing.map(([name]) => name)]])
  for (const [index, { name }] of all.entries()) {
    const own = differing.map(([, values]) => values[index] ?? null)
    setFree(data, name, own)
  }
  return table([...data])
}

/** A list that holds a map is taken apart, and any other value is one part. */
function eachPart(
  name: string,
  value: ParamValue | undefined,
  visit: (name: string, value: ParamValue | undefined) => void,
): void {
  const entries = mapEntries(value)
  if (Array.isArray(value) && value.some((item) => mapEntries(item as ParamValue) !== undefined)) {
    for (const [index, item] of value.entries()) {
      eachPart(`${name}[${index}]`, item as ParamValue, visit)
    }
  } else if (entries !== undefined && entries.length > 0) {
    for (const [key, item] of entries) eachPart(`${name}.${key}`, item, visit)
  } else {
    visit(name, value)
  }
}
