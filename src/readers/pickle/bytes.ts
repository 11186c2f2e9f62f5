import type { ParamValue } from '../../experiment.js'

/** Bytes as Python 3 writes them in its older protocols: a text, and how to encode it. */
export function bytesOfLatin1(text: string, encoding: ParamValue): Uint8Array | undefined {
  switch (encoding) {
    case 'latin1':
    case 'latin-1':
      return new Uint8Array(Buffer.from(text, 'latin1'))
    case 'utf-8':
    case 'utf8':
    case 'ascii':
      return new Uint8Array(Buffer.from(text, 'utf8'))
    default:
      return undefined
  }
}

/**
 * Bytes, also as Python 2 has them, whose text was read as UTF-8. When a length is expected and that
 * is not it, the text is one of Latin-1.
 */
export function bytesOfValue(
  value: ParamValue | undefined,
  expected?: number,
): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value
  if (typeof value !== 'string') return undefined
  const bytes = Buffer.from(value, 'utf8')
  return expected === undefined || bytes.length === expected ? bytes : Buffer.from(value, 'latin1')
}
