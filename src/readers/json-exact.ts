import type { ParamValue } from '../experiment.js'

/** What is wrong with a JSON text, and where. */
export interface JsonFault {
  readonly code: 'json-syntax' | 'json-duplicate-key'
  /** Counted in UTF-16 units from 0. */
  readonly at: number
  readonly message: string
}

/** Code that goes through values recursively has room for this many levels. */
export const MOST_DEPTH = 500

/** Python's own limit: the time for an integer grows with the square of its digits. */
const MOST_DIGITS = 4300

class SyntaxFault extends Error {
  readonly at: number

  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

/**
 * Reads JSON as Python's `json` writes and reads it: `NaN`, `Infinity` and `-Infinity` are numbers,
 * integers are exact, of keys that are named twice the last counts (and is a fault). Without a value
 * the text is not JSON.
 *
 * Source: RFC 8259 and docs.python.org/3/library/json.html.
 */
export function parseJsonExactly(text: string): {
  readonly value?: ParamValue
  readonly faults: readonly JsonFault[]
} {
  const faults: JsonFault[] = []
  try {
    return { value: new JsonReader(text, faults).read(), faults }
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error
    return { faults: [{ code: 'json-syntax', at: error.at, message: error.message }] }
  }
}

const SPACE = /[ \t\r\n]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y
// eslint-disable-next-line no-control-regex
const PLAIN = /[^"\\\x00-\x1f]*/y
const ESCAPE = /\\(?:u([\da-fA-F]{4})|(["\\/bfnrt]))/y
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const WORDS: readonly (readonly [string, ParamValue])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]

class JsonReader {
  readonly #text: string
  readonly #faults: JsonFault[]
  #at = 0

  constructor(text: string, faults: JsonFault[]) {
    this.#text = text
    this.#faults = faults
  }

  read(): ParamValue {
    const value = this.#value(0)
    if (this.#next() !== undefined) this.#fail('there is more after the end of the value')
    return value
  }

  #value(depth: number): ParamValue {
    if (depth > MOST_DEPTH) this.#fail(`it is nested more than ${MOST_DEPTH} deep`)
    switch (this.#next()) {
      case undefined:
        return this.#fail('it ends too early')
      case '{':
        return this.#object(depth)
      case '[':
        return this.#array(depth)
      case '"':
        return this.#string()
      default:
        return this.#wordOrNumber()
    }
  }

  /** The next character that is not blank; `undefined` at the end. */
  #next(): string | undefined {
    this.#match(SPACE)
    return this.#text[this.#at]
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match !== null) this.#at = pattern.lastIndex
    return match
  }

  #fail(message: string, at = this.#at): never {
    throw new SyntaxFault(at, message)
  }

  #object(depth: number): ParamValue {
    const object: Record<string, ParamValue> = {}
    this.#at += 1
    if (this.#next() === '}') return this.#closed(object)
    while (true) {
      if (this.#next() !== '"') this.#failHere('a key in double quotes')
      const start = this.#at
      const key = this.#string()
      if (Object.hasOwn(object, key)) {
        const message = `the key ${JSON.stringify(shortened(key))} stands twice in an object; the last one counts`
        this.#faults.push({ code: 'json-duplicate-key', at: start, message })
      }
      if (this.#next() !== ':') this.#failHere('a colon')
      this.#at += 1
      set(object, key, this.#value(depth + 1))
      const end = this.#next()
      if (end === '}') return this.#closed(object)
      if (end !== ',') this.#failHere('a comma or }')
      this.#at += 1
    }
  }

  #array(depth: number): ParamValue {
    const array: ParamValue[] = []
    this.#at += 1
    if (this.#next() === ']') return this.#closed(array)
    while (true) {
      array.push(this.#value(depth + 1))
      const end = this.#next()
      if (end === ']') return this.#closed(array)
      if (end !== ',') this.#failHere('a comma or ]')
      this.#at += 1
    }
  }

  #closed(value: ParamValue): ParamValue {
    this.#at += 1
    return value
  }

  #failHere(expected: string): never {
    const end = this.#at === this.#text.length
    this.#fail(end ? 'it ends too early' : `${expected} is missing`)
  }

  #string(): string {
    const start = this.#at
    this.#at += 1
    let text = ''
    while (true) {
      text += this.#match(PLAIN)?.[0] ?? ''
      switch (this.#text[this.#at]) {
        case '"':
          this.#at += 1
          return text
        case '\\': {
          const [, hex, letter = ''] = this.#match(ESCAPE) ?? this.#fail('this escape is unknown')
          text += hex ? String.fromCharCode(parseInt(hex, 16)) : (ESCAPES[letter] ?? letter)
          break
        }
        case undefined:
          return this.#fail('a text has no end', start)
        default:
          return this.#fail('a control character stands in a text')
      }
    }
  }

  #wordOrNumber(): ParamValue {
    const word = WORDS.find(([name]) => this.#text.startsWith(name, this.#at))
    if (word !== undefined) {
      this.#at += word[0].length
      return word[1]
    }
    const start = this.#at
    const match = this.#match(NUMBER)
    if (match === null) return this.#fail('this is not a value')
    const [text, fraction, exponent] = match
    const number = Number(text)
    if (fraction !== undefined || exponent !== undefined || Number.isSafeInteger(number))
      return number
    if (text.length > MOST_DIGITS) this.#fail(`an integer has ${text.length} digits`, start)
    return BigInt(text)
  }
}

/** As data, whatever the key: an assignment to `__proto__` would set the prototype. */
function set(object: Record<string, ParamValue>, key: string, value: ParamValue): void {
  if (key !== '__proto__') {
    object[key] = value
    return
  }
  const property = { value, writable: true, enumerable: true, configurable: true }
  Object.defineProperty(object, key, property)
}

function shortened(key: string): string {
  return key.length > 60 ? `${key.slice(0, 60)}…` : key
}
