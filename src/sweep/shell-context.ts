/** How a place in a shell command takes text. */
export type ShellContext =
  | { readonly kind: 'plain' | 'double' | 'single' }
  /** No quoting helps there; `where` ends the sentence "it stands …". */
  | { readonly kind: 'unsafe'; readonly where: string }

/** Of `${x}`, which the shell would go on to read. */
export const AFTER_DOLLAR: ShellContext = { kind: 'unsafe', where: "after a '$'" }

/** A part of the command that a value will take the place of. */
export interface Hole {
  readonly start: number
  readonly end: number
}

type FrameKind =
  'command' | 'double' | 'single' | 'ansi' | 'backquote' | 'brace' | 'arithmetic' | 'subscript'

interface Frame {
  readonly kind: FrameKind
  /** Of 'brace': it stands in double quotes. */
  readonly quoted: boolean
  /** Parentheses open within 'arithmetic'. */
  depth: number
  /** Of quotes: whether quotes of the other kind are open in their text, for another shell to read. */
  nested: boolean
}

const UNSAFE: Partial<Record<FrameKind, string>> = {
  ansi: "in $'…'",
  backquote: 'in backquotes',
  brace: 'in ${…}',
  arithmetic: 'in arithmetic, which evaluates it',
  subscript: 'in the index of an array, which is evaluated',
}

/**
 * How each hole of a bash command takes text: a command of one line, as templates are.
 *
 * Where the grammar goes beyond what is followed here (a `case` within `$(…)`, say), all that comes
 * after is 'unsafe': never is a place taken for safer than it is.
 */
export function shellContexts(command: string, holes: readonly Hole[]): ShellContext[] {
  const scanner = new Scanner(command, holes)
  return scanner.contexts()
}

const BLANK = /[\s;&|()<>]/
const ARITHMETIC_TEST = /(?:^|\s)-(?:eq|ne|lt|le|gt|ge|v|R)(?=\s|$)/

class Scanner {
  readonly #text: string
  readonly #holes: readonly Hole[]
  readonly #stack: Frame[] = [{ kind: 'command', quoted: false, depth: 0, nested: false }]
  #at = 0
  /** Why nothing is known any more, once that is so. */
  #lost: string | undefined
  /** The next character is escaped by a backslash, or follows a `$` that is not. */
  #escaped = false
  #dollar = false
  /** The end of a `[[ … ]]` that evaluates its operands. */
  #testEnd = 0
  #singleEnd = -1
  #singleNested = false

  constructor(text: string, holes: readonly Hole[]) {
    this.#text = text
    this.#holes = holes
  }

  contexts(): ShellContext[] {
    const contexts = this.#holes.map(({ start, end }) => {
      while (this.#at < start) this.#step(start)
      const context = this.#context()
      this.#at = end
      this.#escaped = false
      this.#dollar = false
      return context
    })
    return contexts
  }

  #context(): ShellContext {
    if (this.#lost !== undefined) return { kind: 'unsafe', where: this.#lost }
    const frame = this.#frame()
    for (const { kind } of this.#stack) {
      const where = UNSAFE[kind]
      if (where !== undefined) return { kind: 'unsafe', where }
    }
    if (this.#at < this.#testEnd) return { kind: 'unsafe', where: 'in a [[ … ]] that evaluates it' }
    if (this.#escaped) return { kind: 'unsafe', where: 'after a backslash' }
    if (this.#dollar) return AFTER_DOLLAR
    if (frame.nested) return { kind: 'unsafe', where: 'in quotes within quotes' }
    return { kind: frame.kind === 'double' || frame.kind === 'single' ? frame.kind : 'plain' }
  }

  #frame(): Frame {
    // The first frame is never closed.
    return this.#stack.at(-1) as Frame
  }

  #push(kind: FrameKind, skip: number, nested = false): void {
    const quoted = this.#frame().kind === 'double'
    this.#stack.push({ kind, quoted, depth: 0, nested })
    this.#at += skip
  }

  #pop(skip = 1): void {
    this.#stack.pop()
    this.#at += skip
  }

  /** Reads on by one token; `limit` is where the next hole begins. */
  #step(limit: number): void {
    const character = this.#text.charAt(this.#at)
    const afterDollar = this.#dollar
    this.#dollar = false
    if (this.#lost !== undefined) this.#at = limit
    else if (this.#frame().kind === 'single') this.#single(character)
    else if (character === '\\') this.#escape(limit)
    else if (this.#frame().kind === 'ansi') this.#close(character, "'")
    else if (this.#frame().kind === 'backquote') this.#close(character, '`')
    else if (character === '`') this.#push('backquote', 1)
    else if (character === '$') this.#expansion(limit)
    else this.#other(character, afterDollar, limit)
  }

  #other(character: string, afterDollar: boolean, limit: number): void {
    const { kind } = this.#frame()
    if (kind === 'double') this.#double(character)
    else if (kind === 'brace') this.#brace(character)
    else if (kind === 'arithmetic') this.#arithmetic(character)
    else if (kind === 'subscript') this.#subscript(character)
    else this.#plain(character, afterDollar, limit)
  }

  #escape(limit: number): void {
    const frame = this.#frame()
    // Escaped quotes open or close a text that another shell will read.
    if (frame.kind === 'double' && this.#text[this.#at + 1] === '"') frame.nested = !frame.nested
    this.#escaped = this.#at + 1 === limit
    this.#at += this.#escaped ? 1 : 2
  }

  #close(character: string, end: string): void {
    if (character === end) this.#pop()
    else this.#at += 1
  }

  #single(character: string): void {
    const frame = this.#frame()
    if (character === '"') frame.nested = !frame.nested
    if (character === "'") {
      this.#singleEnd = this.#at + 1
      this.#singleNested = frame.nested
      this.#pop()
    } else this.#at += 1
  }

  #double(character: string): void {
    const frame = this.#frame()
    if (character === "'") frame.nested = !frame.nested
    this.#close(character, '"')
  }

  #expansion(limit: number): void {
    const ahead = this.#text.slice(this.#at, Math.min(limit, this.#at + 3))
    if (ahead === '$((') this.#push('arithmetic', 3)
    else if (ahead.startsWith('$(')) this.#push('command', 2)
    else if (ahead.startsWith('${')) this.#push('brace', 2)
    else if (ahead.startsWith('$[')) this.#push('subscript', 2)
    else {
      this.#dollar = true
      this.#at += 1
    }
  }

  #brace(character: string): void {
    if (character === '"' || character === "'") this.#lost = 'after quotes in ${…}'
    this.#close(character, '}')
  }

  #arithmetic(character: string): void {
    const frame = this.#frame()
    if (character === '"' || character === "'") this.#lost = 'after quotes in arithmetic'
    if (character === ')' && frame.depth === 0) {
      if (this.#text[this.#at + 1] === ')') this.#pop(2)
      else this.#lost = "after '((' that is no arithmetic"
      return
    }
    if (character === '(') frame.depth += 1
    if (character === ')') frame.depth -= 1
    this.#at += 1
  }

  #subscript(character: string): void {
    if (character === '"' || character === "'") this.#lost = 'after quotes in an array index'
    this.#close(character, ']')
  }

  #plain(character: string, afterDollar: boolean, limit: number): void {
    const ahead = this.#text.slice(this.#at, Math.min(limit, this.#at + 4))
    if (character === "'" && afterDollar) this.#push('ansi', 1)
    else if (character === "'") this.#push('single', 1, this.#reopens())
    else if (character === '"') this.#push('double', 1)
    else if (ahead.startsWith('((')) this.#push('arithmetic', 2)
    else if (character === '(') this.#push('command', 1)
    else if (character === ')' && this.#stack.length > 1) this.#pop()
    else if (ahead.startsWith('[[') && this.#atWord()) this.#test()
    else if (character === '[' && /\w/.test(this.#before())) this.#push('subscript', 1)
    else if (ahead.startsWith('<<<')) this.#at += 3
    else this.#word(character, ahead)
  }

  /** What makes the rest of the command another matter, or is a character as any. */
  #word(character: string, ahead: string): void {
    if (character === '#' && this.#atWord()) this.#lost = "after the '#' of a comment"
    if (ahead.startsWith('<<')) this.#lost = "after '<<'"
    if (ahead === 'case' && this.#stack.length > 1 && this.#atWord()) {
      this.#lost = "after 'case' in $(…)"
    }
    this.#at += 1
  }

  /** Whether single quotes go on that were left for a quote of their own: `'it'\''s'`, `'it'"'"'s'`. */
  #reopens(): boolean {
    const between = this.#singleEnd < 0 ? '' : this.#text.slice(this.#singleEnd, this.#at)
    const isOne = between === String.raw`\'` || between === `"'"`
    return isOne && !this.#singleNested
  }

  #test(): void {
    const end = this.#text.indexOf(']]', this.#at)
    const stop = end < 0 ? this.#text.length : end
    if (ARITHMETIC_TEST.test(this.#text.slice(this.#at, stop))) this.#testEnd = stop
    this.#at += 2
  }

  /** Whether a word may begin here; a hole before it may be filled with nothing. */
  #atWord(): boolean {
    if (this.#at === 0 || BLANK.test(this.#before())) return true
    return this.#holes.some(({ end }) => end === this.#at)
  }

  #before(): string {
    return this.#text.charAt(this.#at - 1)
  }
}
