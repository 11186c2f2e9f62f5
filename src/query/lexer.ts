import { QueryError } from './query-error.js'
import { strayCharacter } from './stray-character.js'
import { textOf } from './text-literal.js'
import type { Token } from './tokens.js'

/** So that looking for what is like it takes no time. */
const LONGEST_NAME = 1000

const BLANKS = /\s*/y
// MLXP's words, and letters of any language, and `-` or `/` between them: it has no arithmetic.
const WORD = /[\p{L}\p{M}\p{N}_]+(?:[./-][\p{L}\p{M}\p{N}_]+)*/uy
const NUMBER = /[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d+)?/y
const SIGNED_INFINITY = /[+-]inf(?:inity)?(?![\p{L}\p{M}\p{N}_])/iuy
const TEXT = /'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"/y
const QUOTED_NAME = /`([^`]+)`/y
const KEEP = /@([A-Za-z_]\w*)/y
const SIGN = /==(?!=)|!=(?!=)|=~|!~|<=|>=|<(?!>)|>|&(?!&)|\|(?!\|)|[~()[\],]/y
const REGEX = /\/((?:[^/\\[]|\\[^]|\[(?:[^\]\\]|\\[^])*\])+)\/(\w*)/y

/**
 * Takes a query apart, in time linear in its length.
 *
 * @throws QueryError for a character that begins nothing.
 */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = []
  let at = endOf(BLANKS, query, 0)
  while (at < query.length) {
    const token = tokenAt(query, at, tokens.at(-1))
    tokens.push(token)
    at = endOf(BLANKS, query, token.end)
  }
  return [...tokens, { kind: 'end', at: query.length, end: query.length }]
}

function tokenAt(query: string, at: number, before: Token | undefined): Token {
  const isPattern = before?.kind === 'sign' && /^[=!]~$/.test(before.sign)
  return (
    (isPattern ? regexAt(query, at) : undefined) ??
    numberAt(query, at) ??
    nameAt(query, at) ??
    textAt(query, at) ??
    signAt(query, at) ??
    strayCharacter(query, at)
  )
}

function regexAt(query: string, at: number): Token | undefined {
  if (query[at] !== '/') return undefined
  const found = matchAt(REGEX, query, at)
  if (!found) throw new QueryError(query, at, 'This pattern has no end: it is written /.../.')
  const [whole, pattern = '', flags = ''] = found
  return { kind: 'regex', pattern, flags, at, end: at + whole.length }
}

/** A number, unless a longer word begins here: `2d_acc` is a name. */
function numberAt(query: string, at: number): Token | undefined {
  const infinity = endOf(SIGNED_INFINITY, query, at)
  if (infinity > at) {
    return { kind: 'number', value: query[at] === '-' ? -Infinity : Infinity, at, end: infinity }
  }
  const end = endOf(NUMBER, query, at)
  if (end === at || endOf(WORD, query, at) > end) return undefined
  const text = query.slice(at, end)
  const digits = text.replaceAll('_', '')
  if (/^[+-]?0\d+$/.test(digits) && !/^[+-]?0+$/.test(digits)) {
    const plain = digits.replace(/^([+-]?)0+/, '$1')
    throw new QueryError(
      query,
      at,
      `A number has no leading zeros: write ${plain}, or '${text}' for a text.`,
    )
  }
  const isWhole = /^[+-]?\d+$/.test(digits)
  const value = Number(digits)
  const isExact = !isWhole || Number.isSafeInteger(value)
  return {
    kind: 'number',
    value: isExact ? value : BigInt(digits.replace(/^\+/, '')),
    at,
    end,
  }
}

function nameAt(query: string, at: number): Token | undefined {
  const quoted = matchAt(QUOTED_NAME, query, at)
  const name = quoted?.[1] ?? matchAt(WORD, query, at)?.[0]
  if (name === undefined) return undefined
  if (name.length > LONGEST_NAME) {
    throw new QueryError(query, at, `A name has at most ${LONGEST_NAME} characters.`)
  }
  const end = at + (quoted?.[0] ?? name).length
  const kept = matchAt(KEEP, query, end)
  return {
    kind: quoted ? 'quoted' : 'word',
    name,
    keep: kept?.[1],
    at,
    end: end + (kept?.[0].length ?? 0),
  }
}

function textAt(query: string, at: number): Token | undefined {
  const [whole, single, double = ''] = matchAt(TEXT, query, at) ?? []
  if (whole === undefined) return undefined
  const value = textOf(query, at, single ?? double)
  return { kind: 'text', value, at, end: at + whole.length }
}

function signAt(query: string, at: number): Token | undefined {
  const sign = matchAt(SIGN, query, at)?.[0]
  return sign === undefined ? undefined : { kind: 'sign', sign, at, end: at + sign.length }
}

function matchAt(pattern: RegExp, query: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(query)
}

function endOf(pattern: RegExp, query: string, at: number): number {
  return at + (matchAt(pattern, query, at)?.[0].length ?? 0)
}
