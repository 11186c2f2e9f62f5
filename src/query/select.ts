import { accessorsOf } from './access.js'
import type { Accessor, Test } from './cell.js'
import { exchanged, OUTCOMES, type Outcome } from './compare.js'
import { testOf } from './compile.js'
import type { CompareOperator, Condition, Operand, Query, QueryField } from './condition.js'

/** The rows that are still in question: 1 for each of them. */
export type Mask = Uint8Array

/** The values of a field by row, where they are at hand as an array; null is an empty cell. */
export type ColumnOf = (field: QueryField) => ArrayLike<unknown> | undefined

/**
 * Clears the rows for which a query does not hold. It gives what `compile` gives, condition by
 * condition in place of row by row: for many rows of arrays that takes a fraction of the time.
 */
export function select(
  query: Query,
  bind: (field: QueryField) => Accessor,
  columnOf: ColumnOf,
  mask: Mask,
): void {
  const access = accessorsOf(query, bind)
  const keep = (condition: Condition, rows: Mask): void => {
    switch (condition.kind) {
      case 'all':
        for (const one of condition.of) keep(one, rows)
        break
      case 'any': {
        const pending = rows.slice()
        const held = new Uint8Array(rows.length)
        for (const one of condition.of) {
          held.set(pending)
          keep(one, held)
          without(pending, held)
        }
        without(rows, pending)
        break
      }
      case 'not': {
        const held = rows.slice()
        keep(condition.of, held)
        without(rows, held)
        break
      }
      default: {
        const test = testOf(condition, access)
        if (!(condition.kind === 'compare' && keepCompared(condition, columnOf, test, rows))) {
          keepTested(test, rows)
        }
      }
    }
  }
  keep(query.condition, mask)
}

function without(rows: Mask, others: Mask): void {
  for (let row = 0; row < rows.length; row++) {
    if (others[row] === 1) rows[row] = 0
  }
}

function keepTested(test: Test, rows: Mask): void {
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 1 && test(row) !== true) rows[row] = 0
  }
}

type Comparison = Extract<Condition, { readonly kind: 'compare' }>

/** A comparison of a column with a number or text; false for one of anything else. */
function keepCompared(
  { op, left, right }: Comparison,
  columnOf: ColumnOf,
  test: Test,
  rows: Mask,
): boolean {
  return (
    keepColumn(op, left, right, columnOf, test, rows) ||
    keepColumn(exchanged(op), right, left, columnOf, test, rows)
  )
}

function keepColumn(
  op: CompareOperator,
  side: Operand,
  other: Operand,
  columnOf: ColumnOf,
  test: Test,
  rows: Mask,
): boolean {
  const column = side.kind === 'field' ? columnOf(side.field) : undefined
  if (column === undefined || other.kind !== 'literal') return false
  if (typeof other.value === 'number') {
    keepNumbers(column, other.value, OUTCOMES[op], test, rows)
    return true
  }
  if (typeof other.value !== 'string' || (op !== '==' && op !== '!=')) return false
  keepTexts(column, other.value, op === '==', test, rows)
  return true
}

function keepNumbers(
  column: ArrayLike<unknown>,
  bound: number,
  { below, same, above, neither }: Outcome,
  test: Test,
  rows: Mask,
): void {
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue
    const value = column[row]
    const is =
      typeof value !== 'number'
        ? value !== null && test(row)
        : value < bound
          ? below
          : value > bound
            ? above
            : value === bound
              ? same
              : neither
    if (is !== true) rows[row] = 0
  }
}

function keepTexts(
  column: ArrayLike<unknown>,
  wanted: string,
  isSame: boolean,
  test: Test,
  rows: Mask,
): void {
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue
    const value = column[row]
    const is =
      typeof value === 'string' ? (value === wanted) === isSame : value !== null && test(row)
    if (is !== true) rows[row] = 0
  }
}
