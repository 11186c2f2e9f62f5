import type { CompareOperator, Condition, Operand } from './condition.js'
import { functionAt, isValueFunction } from './functions.js'
import { parseItems, parseOperand } from './parse-operand.js'
import type { Reading } from './reading.js'

const COMPARISONS: readonly CompareOperator[] = ['==', '!=', '<', '<=', '>', '>=']

/** Reads one condition that is no `&`, `|`, `~` or parenthesis: a comparison or a test. */
export function parseCondition(reading: Reading): Condition {
  const name = functionAt(reading)
  if (name !== undefined && !isValueFunction(name)) return parseTest(reading, name)
  const first = reading.peek()
  const left = parseOperand(reading, false)
  const compared = parseComparisons(reading, left)
  if (compared) return compared
  if (reading.takeIf('is')) return parseIs(reading, left)
  if (reading.takeIf('=~')) return parseMatch(reading, left, false)
  if (reading.takeIf('!~')) return parseMatch(reading, left, true)
  if (reading.takeIf('in')) return parseIn(reading, left, false)
  if (reading.takeIf('not')) {
    if (reading.takeIf('in')) return parseIn(reading, left, true)
    reading.fail(`Expected 'in' after 'not', not ${reading.shown()}.`)
  }
  const shown = reading.shown(first)
  return reading.fail(
    left.kind === 'field'
      ? `Expected a comparison of ${shown}, not ${reading.shown()}: ` +
          `${shown} == True, ${shown} in [1, 2], exists(${shown}), and so on.`
      : `Expected a comparison, such as == or <, not ${reading.shown()}.`,
  )
}

/** `a < b`, or a chain of these as in `0 < a <= b`. */
function parseComparisons(reading: Reading, first: Operand): Condition | undefined {
  const conditions: Condition[] = []
  let left = first
  for (;;) {
    const token = reading.peek()
    const op = COMPARISONS.find((known) => token.kind === 'sign' && token.sign === known)
    if (op === undefined) break
    reading.take()
    const place = reading.peek()
    if (place.kind === 'sign' && place.sign === '(') {
      reading.fail(`After ${op} comes a value without parentheses, or a list in [ ].`)
    }
    const right = parseOperand(reading, true)
    if (op !== '==' && op !== '!=') orderly(reading, left, right)
    conditions.push({ kind: 'compare', op, left, right })
    left = right
  }
  const [only] = conditions
  return conditions.length > 1 ? { kind: 'all', of: conditions } : only
}

function orderly(reading: Reading, ...sides: readonly Operand[]): void {
  for (const side of sides) {
    if (side.kind !== 'literal') continue
    const token = { kind: 'end', at: side.at, end: side.at } as const
    if (side.value === null) {
      reading.fail('Nothing is less or more than None. Ask: x is null.', token)
    }
    if (Array.isArray(side.value))
      reading.fail('Lists have no order; compare with == or in.', token)
  }
}

function parseIs(reading: Reading, left: Operand): Condition {
  const negated = reading.takeIf('not')
  if (reading.takeIf('null', 'none')) return { kind: 'is', what: 'null', left, negated }
  if (reading.takeIf('nan')) return { kind: 'is', what: 'nan', left, negated }
  return reading.fail(
    `Expected null or nan after 'is', not ${reading.shown()}; other values are compared with ==.`,
  )
}

function parseMatch(reading: Reading, left: Operand, negated: boolean): Condition {
  const token = reading.take()
  if (token.kind === 'regex') {
    const matcher = reading.matcher(token, token.pattern, token.flags)
    return { kind: 'matches', left, matcher, negated }
  }
  if (token.kind === 'text' && typeof token.value === 'string') {
    return { kind: 'matches', left, matcher: reading.matcher(token, token.value, ''), negated }
  }
  return reading.fail(`Expected a pattern, as in =~ /^resnet/, not ${reading.shown(token)}.`, token)
}

function parseIn(reading: Reading, left: Operand, negated: boolean): Condition {
  const place = reading.peek()
  const right: Operand = reading.takeIf('(')
    ? { kind: 'literal', value: parseItems(reading, ')'), at: place.at }
    : parseOperand(reading, true)
  if (right.kind === 'literal' && !Array.isArray(right.value)) {
    reading.fail(`Expected a list after 'in': [${reading.shown(place)}].`, place)
  }
  return { kind: 'in', left, right, negated }
}

function parseTest(
  reading: Reading,
  name: 'exists' | 'startswith' | 'endswith' | 'contains',
): Condition {
  reading.take()
  reading.take()
  const place = reading.peek()
  const left = reading.within(() => parseOperand(reading, false))
  if (name === 'exists') {
    if (left.kind !== 'field') {
      reading.fail(
        'exists() takes the name of a field, without quotes; an odd one in backticks.',
        place,
      )
    }
    reading.expect(')', `Expected ')' after the one field of exists(), not ${reading.shown()}.`)
    return { kind: 'exists', left }
  }
  reading.expect(',', `${name}() takes two: ${name}(config.name, 'text').`)
  const right = reading.within(() => parseOperand(reading, true))
  reading.expect(')', `Expected ')' after the two of ${name}(), not ${reading.shown()}.`)
  return { kind: 'text', test: name, left, right }
}
