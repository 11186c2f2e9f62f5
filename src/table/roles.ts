import type { ParamValue } from '../experiment.js'
import type { TableLike } from '../table-like.js'

/** What a column of an exam's table is. */
export type Role = 'experiment' | 'param' | 'detail' | 'metric'

/** Where a column comes from. */
export interface Origin {
  readonly role: Role
  /** The params that are not in the table, for they have one value in all its runs. */
  readonly constants: ReadonlyMap<string, ParamValue>
  /** What the columns of that table are, by name. */
  readonly roles?: ReadonlyMap<string, Role>
}

// By the column itself, which Arquero's verbs hand on as it is: a filtered, sorted or renamed table
// still knows what its columns are.
const origins = new WeakMap<object, Origin>()

export function setOrigin(column: object, origin: Origin): void {
  origins.set(column, origin)
}

/** Where a column comes from; `undefined` for one that no exam made. */
export function originOf(column: object | undefined): Origin | undefined {
  return column && origins.get(column)
}

/** The origin of the first column that has one; `undefined` for a table without any. */
export function originIn(table: TableLike): Origin | undefined {
  for (const name of table.columnNames()) {
    const origin = originOf(table.column(name))
    if (origin !== undefined) return origin
  }
  return undefined
}

/**
 * What a column is; one that took the place of an exam's column, as after `derive`, is what that
 * was. `undefined` for others that no exam made.
 */
export function roleIn(table: TableLike, name: string): Role | undefined {
  return originOf(table.column(name))?.role ?? originIn(table)?.roles?.get(name)
}
