import type { Operand, Query, QueryField } from './condition.js'
import { UNKNOWN, type Accessor } from './cell.js'
import { lengthOf } from './membership.js'

/** How the operands of a query are had of a row; a field is bound once, however often named. */
export function accessorsOf(
  query: Query,
  bind: (field: QueryField) => Accessor,
): (operand: Operand) => Accessor {
  const bound = new Map(query.fields.map((field) => [field.name, bind(field)]))
  const access = (operand: Operand): Accessor => {
    switch (operand.kind) {
      case 'literal': {
        const { value } = operand
        return () => value
      }
      case 'field':
        return bound.get(operand.field.name) ?? (() => undefined)
      case 'call':
        return applied(FUNCTIONS[operand.name], access(operand.of))
    }
  }
  return access
}

/** What has no text or length has nothing to give. */
const FUNCTIONS = {
  lower: (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : undefined),
  upper: (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : undefined),
  len: lengthOf,
}

function applied(give: (value: unknown) => unknown, of: Accessor): Accessor {
  return (row) => {
    const value = of(row)
    return value === UNKNOWN ? UNKNOWN : give(value)
  }
}
