import { accessorsOf } from './access.js'
import { EMPTY, UNKNOWN, type Accessor, type Test } from './cell.js'
import { comparison } from './compare.js'
import type { Condition, Literal, Operand, Query, QueryField, TextTest } from './condition.js'
import { contains, memberOf } from './membership.js'
import { related, type Relation } from './relation.js'

/**
 * Makes a query a function of a row's number: true, false, or `undefined` when the answer depends
 * on values that are {@link UNKNOWN}. `bind` is asked once for each field.
 */
export function compile(query: Query, bind: (field: QueryField) => Accessor): Test {
  return testOf(query.condition, accessorsOf(query, bind))
}

/** One condition as a test of a row. */
export function testOf(condition: Condition, access: (operand: Operand) => Accessor): Test {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const tests = condition.of.map((one) => testOf(one, access))
      return decided(tests, condition.kind === 'any')
    }
    case 'not':
      return negated(testOf(condition.of, access))
    case 'compare':
      return comparison(condition.op, condition.left, condition.right, access)
    default:
      return simple(condition, access)
  }
}

/** Joined conditions: the first that is so decides; else what is not known leaves it open. */
function decided(tests: readonly Test[], decisive: boolean): Test {
  return (row) => {
    let verdict: boolean | undefined = !decisive
    for (const test of tests) {
      const answer = test(row)
      if (answer === decisive) return decisive
      if (answer === undefined) verdict = undefined
    }
    return verdict
  }
}

function negated(test: Test): Test {
  return (row) => {
    const answer = test(row)
    return answer === undefined ? undefined : !answer
  }
}

type Simple = Exclude<Condition, { readonly kind: 'all' | 'any' | 'not' | 'compare' }>

function simple(condition: Simple, access: (operand: Operand) => Accessor): Test {
  const left = access(condition.left)
  switch (condition.kind) {
    case 'exists':
      return told(left, (value) => value !== undefined && value !== EMPTY)
    case 'is': {
      const { what, negated } = condition
      if (what === 'nan') return related(left, () => true, Number.isNaN, negated)
      return told(left, (value) => ((value ?? EMPTY) === EMPTY) !== negated)
    }
    case 'matches': {
      const { matcher, negated } = condition
      const matches: Relation = (text) => typeof text === 'string' && matcher.test(text)
      return related(left, () => true, matches, negated)
    }
    case 'in': {
      const { right, negated } = condition
      if (right.kind === 'literal' && Array.isArray(right.value)) {
        return related(left, () => true, memberOf(right.value as readonly Literal[]), negated)
      }
      return related(left, access(right), (part, whole) => contains(whole, part), negated)
    }
    case 'text':
      return related(left, access(condition.right), TEXT_TESTS[condition.test], false)
  }
}

/** A test of whether a value is there, which a missing one answers too. */
function told(get: Accessor, is: (value: unknown) => boolean): Test {
  return (row) => {
    const value = get(row)
    return value === UNKNOWN ? undefined : is(value)
  }
}

const TEXT_TESTS: Readonly<Record<TextTest, Relation>> = {
  startswith: (a, b) => typeof a === 'string' && typeof b === 'string' && a.startsWith(b),
  endswith: (a, b) => typeof a === 'string' && typeof b === 'string' && a.endsWith(b),
  contains,
}
