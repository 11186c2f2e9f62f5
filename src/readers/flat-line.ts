import type { ParamValue } from '../experiment.js'
import type { GrowingColumn } from './growing-column.js'

const [LF, CR, DOT, MINUS, PLUS, ZERO, LOWER_E, UPPER_E] = [10, 13, 46, 45, 43, 48, 101, 69]

/** Powers of ten that doubles hold exactly: a division or product by them rounds once. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
const MOST_EXACT = Number.MAX_SAFE_INTEGER
/** So many digits and one more still fit under 2^53. */
const ROOM = (MOST_EXACT - 9) / 10

/**
 * Reads lines such as `{"loss": 0.123, "epoch": 3}` in place, byte by byte, when they have the keys
 * of the line before in its order and plain numbers.
 */
export class FlatLines {
  readonly #column: (name: string) => GrowingColumn
  /** What stands before each number. */
  #marks: readonly Uint8Array[] = []
  #columns: readonly GrowingColumn[] = []
  #numbers = new Float64Array(0)
  #block: Buffer | undefined
  #text = ''

  constructor(column: (name: string) => GrowingColumn) {
    this.#column = column
  }

  /** How many numbers there are in the lines that are expected; 0 when none are. */
  get width(): number {
    return this.#marks.length
  }

  /** From now on lines like this one are expected, which stands at `start` of the block. */
  learn(record: Readonly<Record<string, ParamValue>>, block: Buffer, start: number): void {
    const keys = Object.keys(record)
    const isFlat = keys.every((key) => typeof record[key] === 'number')
    this.#marks = isFlat ? marksOf(keys, block, start) : []
    this.#columns = isFlat ? keys.map(this.#column) : []
    this.#numbers = new Float64Array(this.#columns.length)
  }

  /** Reads a line into the columns and gives where the next one starts; -1 when it is another one. */
  read(block: Buffer, start: number, step: number): number {
    const marks = this.#marks
    if (marks.length === 0) return -1
    const numbers = this.#numbers
    let at = start
    for (let index = 0; index < marks.length; index += 1) {
      const mark = marks[index]
      if (mark === undefined) return -1
      for (let i = 0; i < mark.length; i += 1) if (block[at + i] !== mark[i]) return -1
      at = this.#number(block, at + mark.length, index)
      if (at === -1) return -1
    }
    if (block[at] !== 125) return -1
    at += 1
    if (block[at] === CR) at += 1
    // A last line without an end may be whole all the same.
    if (at < block.length && block[at] !== LF) return -1
    for (let index = 0; index < marks.length; index += 1) {
      this.#columns[index]?.pushNumber(step, numbers[index] ?? NaN)
    }
    return at + 1
  }

  /** Reads a number, gives where it ends; -1 for what is no number or takes more care. */
  #number(block: Buffer, start: number, index: number): number {
    let at = start
    const isNegative = block[at] === MINUS
    if (isNegative) at += 1
    const first = at
    let digits = 0
    let isExact = true
    let code = block[at] ?? 0
    for (; code >= ZERO && code <= 57; code = block[++at] ?? 0) {
      if (digits > ROOM) isExact = false
      else digits = 10 * digits + code - ZERO
    }
    const length = at - first
    if (length === 0) return this.#special(block, start, isNegative, index)
    if (block[first] === ZERO && length > 1) return -1
    let exponent = 0
    let isFloat = false
    if (code === DOT) {
      isFloat = true
      const dot = at
      code = block[++at] ?? 0
      for (; code >= ZERO && code <= 57; code = block[++at] ?? 0) {
        if (digits > ROOM) isExact = false
        else digits = 10 * digits + code - ZERO
      }
      exponent = dot + 1 - at
      if (exponent === 0) return -1
    }
    if (code === LOWER_E || code === UPPER_E) {
      isFloat = true
      code = block[++at] ?? 0
      const sign = code === MINUS ? -1 : 1
      if (code === MINUS || code === PLUS) code = block[++at] ?? 0
      const from = at
      let power = 0
      for (; code >= ZERO && code <= 57; code = block[++at] ?? 0) power = 10 * power + code - ZERO
      if (at === from) return -1
      exponent += sign * power
    }
    if (isExact && exponent >= -22 && exponent <= 22) {
      const scale = POWERS[Math.abs(exponent)] ?? 1
      const size = exponent < 0 ? digits / scale : digits * scale
      this.#numbers[index] = isNegative ? -size : size
      return at
    }
    // An integer that doubles may not hold is read with care.
    if (!isFloat) return -1
    this.#numbers[index] = Number(this.#slice(block, start, at))
    return at
  }

  /** A part of the block as text. The block is decoded once: a decoding a number costs more. */
  #slice(block: Buffer, start: number, end: number): string {
    if (block !== this.#block) {
      this.#block = block
      this.#text = block.toString('latin1')
    }
    return this.#text.slice(start, end)
  }

  /** The bare words that Python writes. */
  #special(block: Buffer, start: number, isNegative: boolean, index: number): number {
    const word = isNegative ? '-Infinity' : block[start] === 78 ? 'NaN' : 'Infinity'
    for (let i = 0; i < word.length; i += 1) {
      if (block[start + i] !== word.charCodeAt(i)) return -1
    }
    this.#numbers[index] = Number(word)
    return start + word.length
  }
}

function marksOf(keys: readonly string[], block: Buffer, start: number): Uint8Array[] {
  // Python puts a blank after the colon and the comma; compact writers do not.
  const afterColon = start + asciiJson(keys[0] ?? '').length + 2
  const blank = block[afterColon] === 32 ? ' ' : ''
  return keys.map((key, index) =>
    Buffer.from(`${index === 0 ? '{' : `,${blank}`}${asciiJson(key)}:${blank}`),
  )
}

/** As Python's json writes a text. */
function asciiJson(text: string): string {
  const code = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(text).replaceAll(/[\u007f-\uffff]/g, code)
}
