interface Placed {
  /** Where it begins and ends in the query, counted from 0. */
  readonly at: number
  readonly end: number
}

/** A word or a name in backticks; `keep` is what follows its `@`. */
export interface NameToken extends Placed {
  readonly kind: 'word' | 'quoted'
  readonly name: string
  readonly keep: string | undefined
}

interface ValueToken extends Placed {
  readonly kind: 'number' | 'text'
  readonly value: number | bigint | string
}

interface RegexToken extends Placed {
  readonly kind: 'regex'
  readonly pattern: string
  readonly flags: string
}

interface SignToken extends Placed {
  readonly kind: 'sign'
  readonly sign: string
}

interface EndToken extends Placed {
  readonly kind: 'end'
}

export type Token = NameToken | ValueToken | RegexToken | SignToken | EndToken
