import { Misfit } from './problem.js'

/**
 * The bytes of a `!!binary` scalar. As in Python, characters outside the base64 alphabet are passed
 * over, and padding ends the data.
 *
 * Source: yaml.org/type/binary.html; CPython's `binascii.a2b_base64`.
 */
export function readBinary(text: string): Uint8Array | Misfit {
  if (/[^\0-\x7f]/.test(text)) return new Misfit('yaml-value', '`!!binary` is not base64')
  let digits = ''
  let pads = 0
  for (const char of text.match(/[A-Za-z0-9+/]+|=/g) ?? []) {
    if (char !== '=') {
      digits += char
      pads = 0
    } else if (digits.length % 4 >= 2) {
      pads += 1
      if ((digits.length % 4) + pads >= 4) return bytes(digits)
    }
  }
  if (digits.length % 4 === 0) return bytes(digits)
  return new Misfit('yaml-value', '`!!binary` ends too early; the file may be damaged')
}

// A copy, so that it is a plain Uint8Array and not a view of Node's shared pool.
const bytes = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, 'base64'))
