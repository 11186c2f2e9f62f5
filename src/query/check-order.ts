import { accessorsOf } from './access.js'
import { cellText } from '../values/cell-text.js'
import { EMPTY, UNKNOWN, type Accessor } from './cell.js'
import { testOf } from './compile.js'
import type { Condition, Operand, Query, QueryField } from './condition.js'
import { haveOrder } from './order.js'
import { QueryError } from './query-error.js'

type Comparison = Extract<Condition, { readonly kind: 'compare' }>

/**
 * Makes sure that each `<`, `<=`, `>`, `>=` has, in one row at least, two values that have an
 * order; a field that is nowhere, or not known yet, is let pass. Mostly the first row will do. As
 * with MLXP, one that no row comes to, for what is before it decides, is none to complain of.
 *
 * @throws QueryError that says what is compared with what.
 */
export function checkOrder(
  query: Query,
  bind: (field: QueryField) => Accessor,
  rows: number,
): void {
  const access = accessorsOf(query, bind)
  for (const comparison of comparisonsOf(query.condition)) {
    const { op, left, right } = comparison
    if (op === '==' || op === '!=') continue
    const example = exampleOf(access(left), access(right), rows)
    if (example === undefined || !isReached(query, comparison, access, rows)) continue
    const [a, b] = example
    const at = right.kind === 'literal' ? right.at : left.at
    const problem = `${sideOf(left, a)} and ${sideOf(right, b)}, which have no order.`
    throw new QueryError(query.text, at, `${problem}${advice(a, b)}`)
  }
}

function comparisonsOf(condition: Condition): readonly Comparison[] {
  if (condition.kind === 'compare') return [condition]
  if (condition.kind === 'not') return comparisonsOf(condition.of)
  return condition.kind === 'all' || condition.kind === 'any'
    ? condition.of.flatMap(comparisonsOf)
    : []
}

/** The first two values, when no row has two that have an order. */
function exampleOf(
  left: Accessor,
  right: Accessor,
  rows: number,
): readonly [unknown, unknown] | undefined {
  let example: readonly [unknown, unknown] | undefined
  for (let row = 0; row < rows; row++) {
    const a = left(row)
    const b = right(row)
    if (a === UNKNOWN || b === UNKNOWN) return undefined
    if (isAbsent(a) || isAbsent(b)) continue
    if (haveOrder(a, b)) return undefined
    example ??= [a, b]
  }
  return example
}

/** Whether, row by row, the comparison ever has two values to compare. */
function isReached(
  { condition }: Query,
  { left, right }: Comparison,
  access: (operand: Operand) => Accessor,
  rows: number,
): boolean {
  const reached = { yet: false }
  const other = access(right)
  const watched = (operand: Operand): Accessor => {
    const get = access(operand)
    if (operand !== left) return get
    return (row) => {
      const value = get(row)
      reached.yet ||= !isAbsent(value) && !isAbsent(other(row))
      return value
    }
  }
  const test = testOf(condition, watched)
  for (let row = 0; row < rows && !reached.yet; row++) test(row)
  return reached.yet
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === EMPTY
}

function sideOf(side: Operand, value: unknown): string {
  const kind = kindOf(value)
  if (side.kind === 'literal') return `${shown(value)} is ${kind}`
  const name = side.kind === 'field' ? side.field.name : `${side.name}(…)`
  return `'${name}' is ${kind} (such as ${shown(value)})`
}

function kindOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return 'a number'
  if (typeof value === 'string') return 'a text'
  if (typeof value === 'boolean') return 'true or false'
  return value instanceof Date
    ? 'a date'
    : Array.isArray(value)
      ? 'a list'
      : 'neither number nor text'
}

function shown(value: unknown): string {
  const text = cellText(value)
  const start = text.length > 30 ? `${text.slice(0, 30)}…` : text
  return typeof value === 'string' ? `'${start}'` : start
}

function advice(a: unknown, b: unknown): string {
  const text = [a, b].find((side) => typeof side === 'string')
  const isNumeric = typeof text === 'string' && text.trim() !== '' && !Number.isNaN(Number(text))
  if ([a, b].some((side) => side instanceof Date))
    return " A date is written '2026-11-21 09:30:00'."
  return isNumeric ? ' A number has no quotes.' : ''
}
