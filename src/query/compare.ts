import type { Accessor, Test } from './cell.js'
import type { CompareOperator, Operand } from './condition.js'
import { equal } from './equal.js'
import { inOrder } from './order.js'
import { related, type Relation } from './relation.js'

/** A comparison as a test of a row, with the usual one, of a field with a number or text, quick. */
export function comparison(
  op: CompareOperator,
  left: Operand,
  right: Operand,
  access: (operand: Operand) => Accessor,
): Test {
  if (left.kind === 'literal' && right.kind !== 'literal') {
    return comparison(EXCHANGED[op], right, left, access)
  }
  const get = access(left)
  const any = related(get, access(right), relationOf(op), op === '!=')
  if (right.kind !== 'literal') return any
  if (typeof right.value === 'number') return withNumber(op, get, right.value, any)
  if (typeof right.value !== 'string' || (op !== '==' && op !== '!=')) return any
  return withText(get, right.value, op === '==', any)
}

/** The operator with its sides exchanged. */
const EXCHANGED: Readonly<Record<CompareOperator, CompareOperator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
}

function relationOf(op: CompareOperator): Relation {
  return op === '==' || op === '!=' ? equal : (a, b) => inOrder(op, a, b)
}

function withText(get: Accessor, wanted: string, isSame: boolean, any: Test): Test {
  return (row) => {
    const value = get(row)
    return typeof value === 'string' ? (value === wanted) === isSame : any(row)
  }
}

function withNumber(op: CompareOperator, get: Accessor, bound: number, any: Test): Test {
  const { below, same, above, neither } = OUTCOMES[op]
  return (row) => {
    const value = get(row)
    if (typeof value !== 'number') return any(row)
    return value < bound ? below : value > bound ? above : value === bound ? same : neither
  }
}

/** What a comparison with a number says of the numbers below it, it itself, those above, and NaN. */
interface Outcome {
  readonly below: boolean
  readonly same: boolean
  readonly above: boolean
  readonly neither: boolean
}

const OUTCOMES: Readonly<Record<CompareOperator, Outcome>> = {
  '<': { below: true, same: false, above: false, neither: false },
  '<=': { below: true, same: true, above: false, neither: false },
  '>': { below: false, same: false, above: true, neither: false },
  '>=': { below: false, same: true, above: true, neither: false },
  '==': { below: false, same: true, above: false, neither: false },
  '!=': { below: true, same: false, above: true, neither: true },
}
