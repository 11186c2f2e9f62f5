import { Misfit, quote } from './problem.js'

/** The most digits that CPython reads, and a bound on work that grows with their square. */
const MOST_DIGITS = 4300

const DIGITS: ReadonlyMap<number, RegExp> = new Map([
  [2, /^([-+]?)(?:0b)?([01]+)$/i],
  [8, /^([-+]?)(?:0o)?([0-7]+)$/i],
  [10, /^([-+]?)(\d+)$/],
  [16, /^([-+]?)(?:0x)?([\da-f]+)$/i],
])
const PREFIX: ReadonlyMap<number, string> = new Map([
  [2, '0b'],
  [8, '0o'],
  [10, ''],
  [16, '0x'],
])

/**
 * The integer that PyYAML makes of a text: underscores are dropped; `0b`, `0x` and a leading `0`
 * give the base; colons separate digits of base 60. A bigint beyond 2^53.
 *
 * Source: yaml.org/type/int.html and PyYAML 6.0's constructor.py.
 */
export function readInteger(text: string): number | bigint | Misfit {
  const clean = text.replaceAll('_', '')
  const unsigned = clean.replace(/^[-+]/, '')
  if (unsigned.length > MOST_DIGITS) {
    return new Misfit(
      'yaml-value',
      `${quote(text)} has more digits than the ${MOST_DIGITS} allowed`,
    )
  }
  const size = sizeOf(unsigned)
  if (size === undefined) return new Misfit('yaml-value', `${quote(text)} is not an integer`)
  const value = clean.startsWith('-') ? -size : size
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
    ? Number(value)
    : value
}

function sizeOf(text: string): bigint | undefined {
  if (text.startsWith('0b')) return inBase(2, text.slice(2))
  if (text.startsWith('0x')) return inBase(16, text.slice(2))
  if (text.startsWith('0')) return inBase(8, text)
  let size = 0n
  for (const part of text.split(':')) {
    const digit = inBase(10, part)
    if (digit === undefined) return undefined
    size = size * 60n + digit
  }
  return size
}

// Python's int(text, base) allows a sign, the base's own prefix, and blanks around.
function inBase(base: number, text: string): bigint | undefined {
  const [, sign, digits] = DIGITS.get(base)?.exec(text.trim()) ?? []
  if (digits === undefined) return undefined
  const size = BigInt((PREFIX.get(base) ?? '') + digits)
  return sign === '-' ? -size : size
}
