/**
 * The text being written, and what decides on blanks and line breaks: the column, and whether what
 * came last is blank or is indentation (`-`, `?` and `:` at the start of a line being part of it).
 */
export class YamlOutput {
  readonly width: number
  column = 0
  /** What a line break is followed by; nothing at the top. */
  indent: number | undefined
  #text = ''
  #isBlank = true
  #isIndentation = true

  constructor(width: number) {
    this.width = width
  }

  get text(): string {
    return this.#text
  }

  get isIndentation(): boolean {
    return this.#isIndentation
  }

  get isTooWide(): boolean {
    return this.column > this.width
  }

  /** Adds text that is part of what came last. */
  add(text: string): void {
    this.#text += text
    this.column += text.length
  }

  /** Adds a mark after a blank. */
  mark(mark: string, { opens = false, indents = false } = {}): void {
    this.add(this.#isBlank ? mark : ` ${mark}`)
    this.#isBlank = opens
    this.#isIndentation &&= indents
  }

  /** Adds a mark without a blank before it. */
  close(mark: string): void {
    this.add(mark)
    this.#isBlank = false
    this.#isIndentation = false
  }

  /** Begins a word: what follows it needs a blank. */
  word(): void {
    if (!this.#isBlank) this.add(' ')
    this.continued()
  }

  /** Tells that a line's indentation belongs to a scalar. */
  continued(): void {
    this.#isBlank = false
    this.#isIndentation = false
  }

  /** Goes to the indentation, on a new line unless this one is still before it. */
  newLine(): void {
    const indent = this.indent ?? 0
    const isThere = this.column < indent || (this.column === indent && this.#isBlank)
    if (!this.#isIndentation || !isThere) this.lineBreak()
    if (this.column < indent) {
      this.#isBlank = true
      this.add(' '.repeat(indent - this.column))
    }
  }

  lineBreak(): void {
    this.#text += '\n'
    this.column = 0
    this.#isBlank = true
    this.#isIndentation = true
  }
}
