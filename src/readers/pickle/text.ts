import { pythonFloat } from '../yaml/float.js'
import { damaged, tooLarge } from './fault.js'

/** Longer ones do not fit into a string. */
export const LONGEST = 2 ** 28

/** UTF-8 as Python's `surrogatepass` has it: half of a surrogate pair alone is let through. */
export function textOf(bytes: Buffer, start: number, end: number): string {
  if (end - start > LONGEST) throw tooLarge(`a text has ${end - start} bytes`)
  const text = bytes.toString('utf8', start, end)
  return text.includes('\ufffd') ? textOfOdd(bytes.subarray(start, end)) : text
}

// A replacement character is either in the text itself, or stands for what is not UTF-8.
function textOfOdd(bytes: Buffer): string {
  let text = ''
  let from = 0
  for (let at = 0; at + 2 < bytes.length; at++) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
    if (first !== 0xed || second < 0xa0 || second > 0xbf || (third & 0xc0) !== 0x80) continue
    text += strict(bytes.subarray(from, at))
    text += String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f))
    from = at + 3
    at += 2
  }
  return text + strict(bytes.subarray(from))
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function strict(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw damaged('a text is not UTF-8')
  }
}

/**
 * A `str` of Python 2: bytes, which are text as a rule. What is not UTF-8 stays bytes, so that
 * nothing is lost.
 */
export function textOfPython2(bytes: Buffer, start: number, end: number): string | Uint8Array {
  if (end - start > LONGEST) throw tooLarge(`a text has ${end - start} bytes`)
  const part = bytes.subarray(start, end)
  try {
    return utf8.decode(part)
  } catch {
    return new Uint8Array(part)
  }
}

const ESCAPES: Readonly<Record<string, number>> = {
  '\\': 0x5c,
  "'": 0x27,
  '"': 0x22,
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
}

/** The quoted text of protocol 0: Python 2's `repr` of a `str`. */
export function bytesOfRepr(line: string): Buffer {
  const quote = line[0]
  if (line.length < 2 || (quote !== "'" && quote !== '"') || !line.endsWith(quote)) {
    throw damaged('a text is not in quotes')
  }
  const bytes = Buffer.alloc(line.length)
  let length = 0
  const pattern = /\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|([^]))|([^\\]+)/g
  for (const [, hex, octal, escaped, plain = ''] of line.slice(1, -1).matchAll(pattern)) {
    if (hex !== undefined) bytes[length++] = Number.parseInt(hex, 16)
    else if (octal !== undefined) bytes[length++] = Number.parseInt(octal, 8)
    else if (escaped === undefined) length += bytes.write(plain, length, 'latin1')
    else if (ESCAPES[escaped] !== undefined) bytes[length++] = ESCAPES[escaped]
    else if (escaped !== '\n') {
      bytes[length++] = 0x5c
      bytes[length++] = escaped.charCodeAt(0)
    }
  }
  return bytes.subarray(0, length)
}

/** The text of protocol 0: Latin-1 with `\u0041` and `\U0001f600` for the rest. */
export function textOfRawEscapes(line: string): string {
  if (!line.includes('\\')) return line
  // A backslash escapes only after an even number of backslashes.
  const pattern = /(?<!\\)((?:\\\\)*)\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g
  let text = ''
  let from = 0
  for (const match of line.matchAll(pattern)) {
    const [whole, before = '', short, long] = match
    const code = Number.parseInt(short ?? long ?? '', 16)
    if (code > 0x10ffff) throw damaged('a text has a character that does not exist')
    text += line.slice(from, match.index) + before + String.fromCodePoint(code)
    from = match.index + whole.length
  }
  return text + line.slice(from)
}

/** Python's `repr` of a float, or what `float` takes. */
export function floatOfText(line: string): number {
  const value = pythonFloat(line.toLowerCase())
  if (value === undefined) throw damaged('a float is not a number')
  return value
}
