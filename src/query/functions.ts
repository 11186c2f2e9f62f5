import { didYouMean } from '../did-you-mean.js'
import type { TextTest, ValueFunction } from './condition.js'
import { signOrWord, type Reading } from './reading.js'

const VALUES: readonly ValueFunction[] = ['lower', 'upper', 'len']
const TEXTS: readonly TextTest[] = ['startswith', 'endswith', 'contains']

/** A function that begins here, by its name in any case; `undefined` when none does. */
export function functionAt(reading: Reading): ValueFunction | TextTest | 'exists' | undefined {
  const token = reading.peek()
  const word = signOrWord(token)
  const opening = reading.peek(1)
  const isCall = token.kind === 'word' && opening.kind === 'sign' && opening.sign === '('
  if (!isCall || isReserved(word)) return undefined
  const all = ['exists' as const, ...TEXTS, ...VALUES]
  return (
    all.find((name) => name === word) ??
    reading.fail(`There is no function '${reading.shown()}'.${didYouMean(word, all)}`)
  )
}

export function isValueFunction(name: string): name is ValueFunction {
  return VALUES.some((known) => known === name)
}

/** Whether a bare word is part of the language, and so no field. */
export function isReserved(word: string): boolean {
  return ['and', 'or', 'not', 'in', 'is'].includes(word)
}
