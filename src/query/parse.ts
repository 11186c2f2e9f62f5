import type { Condition, Query } from './condition.js'
import { parseCondition } from './parse-condition.js'
import { QueryError } from './query-error.js'
import { Reading } from './reading.js'

const LONGEST = 100_000

/**
 * Reads a query. Its grammar is in docs/queries.md; an empty one holds for every row. The time is
 * linear in the length, which is at most 100,000 characters, with parentheses at most 500 deep.
 *
 * @throws QueryError with the place and what to write instead.
 */
export function parseQuery(text: string): Query {
  if (text.length > LONGEST) {
    const problem = `A query has at most ${LONGEST} characters; this one has ${text.length}.`
    throw new QueryError(text, LONGEST, problem)
  }
  const reading = new Reading(text)
  const isEmpty = reading.peek().kind === 'end'
  const condition: Condition = isEmpty ? { kind: 'all', of: [] } : parseAny(reading)
  if (reading.peek().kind !== 'end') reading.fail(adviceAfter(reading))
  return { text, condition, fields: [...reading.fields.values()] }
}

function parseAny(reading: Reading): Condition {
  const conditions = [parseAll(reading)]
  while (reading.takeIf('|', 'or')) conditions.push(parseAll(reading))
  return joined('any', conditions)
}

function parseAll(reading: Reading): Condition {
  const conditions = [parseNot(reading)]
  while (reading.takeIf('&', 'and')) conditions.push(parseNot(reading))
  return joined('all', conditions)
}

function parseNot(reading: Reading): Condition {
  let negated = false
  while (reading.takeIf('~', 'not')) negated = !negated
  const condition = parseOne(reading)
  return negated ? { kind: 'not', of: condition } : condition
}

function parseOne(reading: Reading): Condition {
  const opening = reading.peek()
  if (!reading.takeIf('(')) return parseCondition(reading)
  return reading.within(() => {
    const inside = parseAny(reading)
    if (reading.peek().kind === 'end') reading.fail('This ( is never closed.', opening)
    reading.expect(')', adviceAfter(reading))
    return inside
  })
}

/** One of a kind within another of it is part of it: however long, a chain is no deeper. */
function joined(kind: 'all' | 'any', conditions: readonly Condition[]): Condition {
  const of = conditions.flatMap((condition) => (condition.kind === kind ? condition.of : condition))
  const [only] = of
  return only !== undefined && of.length === 1 ? only : { kind, of }
}

function adviceAfter(reading: Reading): string {
  const token = reading.peek()
  if (token.kind === 'sign' && token.sign === ')') return 'This ) closes nothing.'
  const { before } = reading
  if (before?.kind === 'text' && before.end === token.at) {
    return "Expected & or |. A quote within a text has a backslash: 'it\\'s'."
  }
  return `Expected & or |, not ${reading.shown()}.`
}
