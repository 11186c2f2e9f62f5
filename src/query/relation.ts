import { EMPTY, UNKNOWN, type Accessor, type Test } from './cell.js'

/** What holds or not between two values that are there. */
export type Relation = (a: unknown, b: unknown) => boolean

/**
 * A relation, or its negation, between what a row has: false where either is missing. An empty
 * cell is None to a relation, and missing to a negated one.
 */
export function related(left: Accessor, right: Accessor, is: Relation, negated: boolean): Test {
  return (row) => {
    const a = left(row)
    const b = right(row)
    if (a === undefined || b === undefined) return false
    if (a === UNKNOWN || b === UNKNOWN) return undefined
    if (a !== EMPTY && b !== EMPTY) return is(a, b) !== negated
    return !negated && is(a === EMPTY ? null : a, b === EMPTY ? null : b)
  }
}
