/** What a column of an exam's table is. */
export type Role = 'experiment' | 'param' | 'detail' | 'metric'

// By the column itself, which Arquero's verbs hand on as it is: a filtered, sorted or renamed table
// still knows what its columns are.
const roles = new WeakMap<object, Role>()

export function setRole(column: object, role: Role): void {
  roles.set(column, role)
}

/** What a column is; `undefined` for one that no exam made. */
export function roleOf(column: object | undefined): Role | undefined {
  return column && roles.get(column)
}
