import type { Literal, Operand } from './condition.js'
import { functionAt, isReserved, isValueFunction } from './functions.js'
import { signOrWord, type Reading } from './reading.js'

const WORDS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['none', null],
  ['null', null],
  ['inf', Infinity],
  ['infinity', Infinity],
])

/** Reads a field, a value, or a function of one; `isValue` when a value is usual there. */
export function parseOperand(reading: Reading, isValue: boolean): Operand {
  const token = reading.peek()
  const { at } = token
  const name = functionAt(reading)
  if (name !== undefined) {
    if (!isValueFunction(name)) {
      reading.fail(`${name}() is true or false, and is not compared. Join it with & or |.`)
    }
    reading.take()
    reading.take()
    const of = reading.within(() => parseOperand(reading, false))
    reading.expect(')', `Expected ')' after what ${name}() is of, not ${reading.shown()}.`)
    return { kind: 'call', name, of, at }
  }
  const value = takeLiteral(reading)
  if (value !== undefined) return { kind: 'literal', value, at }
  const { kind } = token
  if ((kind === 'word' && !isReserved(signOrWord(token))) || kind === 'quoted') {
    reading.take()
    return { kind: 'field', field: reading.field(token, isValue), at }
  }
  return reading.fail(
    isValue
      ? `Expected a value, not ${reading.shown()}: a number, a text in quotes, True, None, or a list in [ ].`
      : `Expected a field, not ${reading.shown()}; a condition is, for instance: config.seed == 1.`,
  )
}

/** The items of a list whose opening bracket was taken. */
export function parseItems(reading: Reading, closing: ']' | ')'): readonly Literal[] {
  const opening = reading.before
  return reading.within(() => {
    const items: Literal[] = []
    while (!reading.takeIf(closing)) {
      items.push(parseItem(reading))
      if (reading.takeIf(closing)) break
      if (reading.peek().kind === 'end') {
        reading.fail(`This list has no end: its ${closing} is missing.`, opening)
      }
      reading.expect(',', `Expected , or ${closing} in the list, not ${reading.shown()}.`)
    }
    return items
  })
}

function parseItem(reading: Reading): Literal {
  const item = reading.takeIf('(') ? parseItems(reading, ')') : takeLiteral(reading)
  if (item !== undefined) return item
  const shown = reading.shown()
  return reading.fail(
    reading.peek().kind === 'word'
      ? `A list holds values, not fields: write '${shown}' if it is a text.`
      : `Expected a value in the list, not ${shown}.`,
  )
}

function takeLiteral(reading: Reading): Literal | undefined {
  const token = reading.peek()
  if (token.kind === 'number' || token.kind === 'text') {
    reading.take()
    return token.value
  }
  if (reading.takeIf('[')) return parseItems(reading, ']')
  const word = signOrWord(token)
  if (word === 'nan') reading.fail('NaN equals nothing, not even itself. Ask: x is nan.')
  const value = WORDS.get(word)
  if (value !== undefined) reading.take()
  return value
}
