import { table, type ColumnTable } from 'arquero'
import { setOrigin } from '../table/roles.js'
import { setFree } from '../values/free-name.js'
import { packed } from '../values/packed.js'

/** A column by its name. */
export type NamedColumn = readonly [name: string, values: unknown[]]

/**
 * A table of what makes groups and what they came to. A param that has the name of a result is
 * called `param.<name>`, as in an exam's table.
 */
export function resultTable(
  params: readonly NamedColumn[],
  results: readonly NamedColumn[],
): ColumnTable {
  const taken = new Set(results.map(([name]) => name))
  const data = new Map<string, Float64Array | unknown[]>()
  const put = (name: string, values: unknown[], role: 'param' | 'metric'): void => {
    const column = packed(values)
    setOrigin(column, { role, constants: new Map() })
    setFree(data, name, column)
  }
  for (const [name, values] of params) {
    put(taken.has(name) ? `param.${name}` : name, values, 'param')
  }
  for (const [name, values] of results) put(name, values, 'metric')
  return table([...data])
}
