import type { QueryField } from './condition.js'
import { tokensOf } from './lexer.js'
import { QueryError } from './query-error.js'
import { toMatcher, type Matcher } from './regex.js'
import type { NameToken, Token } from './tokens.js'

/** How deep parentheses and lists may be nested, so that no query exhausts the stack. */
const DEEPEST = 500
/** A pattern takes up to a millisecond to make ready. */
const MOST_PATTERNS = 100

/** A query that is being read: its tokens, the place, and the fields so far. */
export class Reading {
  readonly query: string
  readonly fields = new Map<string, QueryField>()
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0
  #patterns = 0

  constructor(query: string) {
    this.query = query
    this.#tokens = tokensOf(query)
  }

  /** The next token, or the one so many behind it; at the end the end. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#next + ahead] ?? this.#end
  }

  /** The token before the next one. */
  get before(): Token | undefined {
    return this.#tokens[this.#next - 1]
  }

  take(): Token {
    const token = this.peek()
    this.#next += 1
    return token
  }

  /** Takes the next token if it is one of these signs, or of these words in any case. */
  takeIf(...wanted: readonly string[]): boolean {
    const is = wanted.includes(signOrWord(this.peek()))
    if (is) this.#next += 1
    return is
  }

  /** @throws QueryError when something other than this sign comes next. */
  expect(sign: string, problem: string): void {
    if (!this.takeIf(sign)) this.fail(problem)
  }

  /** What is inside of a parenthesis or list. */
  within<T>(read: () => T): T {
    this.#depth += 1
    if (this.#depth > DEEPEST) {
      this.fail(`Parentheses and lists are nested at most ${DEEPEST} deep.`, this.before)
    }
    const inside = read()
    this.#depth -= 1
    return inside
  }

  /** The field that a name stands for; `isValue` when a value is usual in its place. */
  field({ name, keep, at }: NameToken, isValue: boolean): QueryField {
    const full = keep === undefined ? name : `${name}@${keep}`
    const series = seriesOf(full)
    const field = this.fields.get(full) ?? {
      name: full,
      ...(series === undefined ? {} : { series }),
      at,
      isValue,
    }
    this.fields.set(full, field)
    return field
  }

  /** The pattern of a token, ready to be looked for. */
  matcher(token: Token, pattern: string, flags: string): Matcher {
    this.#patterns += 1
    if (this.#patterns > MOST_PATTERNS) {
      this.fail(`A query has at most ${MOST_PATTERNS} patterns; join some with |.`, token)
    }
    return toMatcher(this.query, token.at, pattern, flags)
  }

  fail(problem: string, token: Token = this.peek()): never {
    throw new QueryError(this.query, token.at, problem)
  }

  /** The token as a message names it. */
  shown(token: Token = this.peek()): string {
    const text = this.query.slice(token.at, token.end)
    return token.kind === 'end' ? 'the end' : text.length > 40 ? `${text.slice(0, 40)}…` : text
  }

  get #end(): Token {
    return { kind: 'end', at: this.query.length, end: this.query.length }
  }
}

/** A sign, or a word in lower case; empty for what is neither. */
export function signOrWord(token: Token): string {
  if (token.kind === 'sign') return token.sign
  return token.kind === 'word' && token.keep === undefined ? token.name.toLowerCase() : ''
}

function seriesOf(name: string): QueryField['series'] {
  const at = name.lastIndexOf('@')
  return at <= 0 || at === name.length - 1
    ? undefined
    : { name: name.slice(0, at), keep: name.slice(at + 1) }
}
