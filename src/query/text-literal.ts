import { QueryError } from './query-error.js'

const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|(\r\n|[^]))/g

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
  ['\r\n', ''],
])

/**
 * What the inside of a quoted text means, as Python has it: a backslash that begins no escape
 * stands for itself.
 */
export function textOf(query: string, at: number, inside: string): string {
  return inside.replaceAll(ESCAPE, (whole: string, ...found: (string | undefined)[]) => {
    const [two, four, eight, octal, other = ''] = found
    const digits = two ?? four ?? eight
    if (digits === undefined && octal === undefined) return MEANINGS.get(other) ?? whole
    const code = digits === undefined ? parseInt(octal ?? '', 8) : parseInt(digits, 16)
    if (code <= 0x10ffff) return String.fromCodePoint(code)
    throw new QueryError(query, at, `There is no character ${whole}.`)
  })
}
