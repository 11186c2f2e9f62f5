import { QueryError } from './query-error.js'

const NO_END = "This text has no end: a quote is missing, or one within has no backslash: 'it\\'s'."

/** What people write that begins nothing here, the longer first, and what to write for it. */
const INSTEAD: readonly (readonly [string, string])[] = [
  ['===', "Equality is written '=='."],
  ['!==', "Inequality is written '!='."],
  ['=>', "'At least' is written '>='."],
  ['=<', "'At most' is written '<='."],
  ['≥', "'At least' is written '>='."],
  ['≤', "'At most' is written '<='."],
  ['≠', "Inequality is written '!='."],
  ['=', "Equality is written '=='."],
  ['&&', "'And' is written '&' or 'and'."],
  ['||', "'Or' is written '|' or 'or'."],
  ['<>', "Inequality is written '!='."],
  ['!', "'Not' is written '~' or 'not'."],
  ["'", NO_END],
  ['"', NO_END],
  ['`', 'This name has no end: its closing backtick is missing, or it is empty.'],
  ['#', "A query has no comments; a name with '#' stands in backticks."],
  ['/', "A pattern comes after '=~'; a text stands in quotes: '/a/path'."],
  ['{', 'A query has no maps; a part of a map is named with dots: config.model.depth.'],
  ['@', 'A summary of a series has no blanks: train.loss@min.'],
]

/** @throws QueryError that says what to write for the character. */
export function strayCharacter(query: string, at: number): never {
  const character = String.fromCodePoint(query.codePointAt(at) ?? 0)
  const known = INSTEAD.find(([written]) => query.startsWith(written, at))?.[1]
  throw new QueryError(query, at, known ?? adviceOn(character))
}

function adviceOn(character: string): string {
  if (/[‘’“”„«»]/u.test(character)) {
    return `Quotes are straight: ' or ", not ${character}.`
  }
  return (
    `'${character}' has no meaning here. A text stands in quotes; ` +
    'a name with such characters in backticks, as in `lr*10`.'
  )
}
