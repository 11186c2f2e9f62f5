import type { ParamValue } from '../../experiment.js'

const MOST_DEPTH = 32

/** What the source text of one Python value says: nothing of it is run. */
type Literal = Exclude<ParamValue, Date>

const SPACE = /[ \t\r\n]*/y
const WORD = /True\b|False\b|None\b|-?\d+(?=L?\b)/y
// Python 2 marks long integers with L and texts with u.
const SUFFIX = /L/y
const TEXT = /u?(?:'((?:[^'\\\n]|\\[^])*)'|"((?:[^"\\\n]|\\[^])*)")/y
const ESCAPE = /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|([^]))/gi
const PLAIN_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/**
 * Reads a Python literal of texts, integers, True, False, None, tuples, lists and dicts with text
 * keys: what the header of a `.npy` file is.
 *
 * @throws Error when the text is anything else.
 */
export function readLiteral(text: string): Literal {
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) at = pattern.lastIndex
    return found
  }
  const fail = (): never => {
    throw new Error(`character ${at + 1} of its header is not what NumPy writes there`)
  }
  const next = (character: string): boolean => {
    match(SPACE)
    if (text[at] !== character) return false
    at += 1
    return true
  }

  const string = (): string | undefined => {
    match(SPACE)
    const found = match(TEXT)
    return found === null ? undefined : unescaped(found[1] ?? found[2] ?? '')
  }
  const items = (close: string, depth: number): [Literal[], boolean] => {
    const list: Literal[] = []
    let hasComma = false
    while (!next(close)) {
      if (list.length > 0 && !hasComma) fail()
      list.push(value(depth + 1))
      hasComma = next(',')
    }
    return [list, hasComma]
  }
  const dict = (depth: number): Literal => {
    const entries: [string, Literal][] = []
    let hasComma = true
    while (!next('}')) {
      const key = hasComma ? string() : undefined
      if (key === undefined || !next(':')) return fail()
      entries.push([key, value(depth + 1)])
      hasComma = next(',')
    }
    return Object.fromEntries(entries)
  }
  const value = (depth: number): Literal => {
    if (depth > MOST_DEPTH) return fail()
    const known = string()
    if (known !== undefined) return known
    if (next('{')) return dict(depth)
    if (next('[')) return items(']', depth)[0]
    if (next('(')) {
      const [list, hasComma] = items(')', depth)
      const [only] = list
      // Without a comma these are brackets around one value.
      return list.length === 1 && only !== undefined && !hasComma ? only : list
    }
    const word = match(WORD)?.[0]
    match(SUFFIX)
    switch (word) {
      case undefined:
        return fail()
      case 'None':
        return null
      case 'True':
        return true
      case 'False':
        return false
      default:
        return Number(word)
    }
  }

  const result = value(0)
  match(SPACE)
  return at === text.length ? result : fail()
}

function unescaped(text: string): string {
  return text.replaceAll(
    ESCAPE,
    (_, two?: string, four?: string, eight?: string, plain?: string) => {
      const hex = two ?? four ?? eight
      if (hex === undefined) return PLAIN_ESCAPES[plain ?? ''] ?? plain ?? ''
      return String.fromCodePoint(Math.min(parseInt(hex, 16), 0x10ffff))
    },
  )
}
