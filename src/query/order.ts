import type { OrderOperator } from './condition.js'
import { isNumberLike } from './equal.js'
import { timeOf } from './time.js'

type Ordered = number | bigint | boolean | string

const ORDERS: Readonly<Record<OrderOperator, (a: Ordered, b: Ordered) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

/**
 * Whether two values are in that order: numbers by value, texts by code unit, dates with dates and
 * their texts by time. Values that have no order are not.
 */
export function inOrder(op: OrderOperator, a: unknown, b: unknown): boolean {
  const is = ORDERS[op]
  if (isNumberLike(a)) return isNumberLike(b) && is(a, b)
  if (typeof a === 'string' && typeof b === 'string') return is(a, b)
  const x = instantOf(a)
  const y = instantOf(b)
  return x !== undefined && y !== undefined && is(x, y)
}

/** Whether two values have an order at all. */
export function haveOrder(a: unknown, b: unknown): boolean {
  if (isNumberLike(a)) return isNumberLike(b)
  if (typeof a === 'string' && typeof b === 'string') return true
  return instantOf(a) !== undefined && instantOf(b) !== undefined
}

function instantOf(value: unknown): number | undefined {
  if (value instanceof Date) return value.valueOf()
  return typeof value === 'string' ? timeOf(value) : undefined
}
