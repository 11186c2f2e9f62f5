import { Misfit, quote } from './problem.js'

const PYTHON_FLOAT = /^([-+]?)(?:((?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)|(inf|infinity)|(nan))$/

/**
 * The float that PyYAML makes of a text: underscores are dropped, `.inf` and `.nan` are the special
 * values, colons separate digits of base 60.
 *
 * Source: yaml.org/type/float.html and PyYAML 6.0's constructor.py.
 */
export function readFloat(text: string): number | Misfit {
  const clean = text.replaceAll('_', '').toLowerCase()
  const size = sizeOf(clean.replace(/^[-+]/, ''))
  if (size === undefined) return new Misfit('yaml-value', `${quote(text)} is not a number`)
  return clean.startsWith('-') ? -size : size
}

function sizeOf(text: string): number | undefined {
  if (text === '.inf') return Infinity
  if (text === '.nan') return NaN
  if (!text.includes(':')) return pythonFloat(text)
  // From the last digit to the first, as PyYAML adds them: the rounding is part of the value.
  let size = 0
  let base = 1n
  for (const part of text.split(':').reverse()) {
    const digit = pythonFloat(part)
    const weight = Number(base)
    if (digit === undefined || weight === Infinity) return undefined
    size += digit * weight
    base *= 60n
  }
  return size
}

/** What Python's `float` makes of a lower-case text without underscores. */
export function pythonFloat(text: string): number | undefined {
  const [whole, sign, digits, infinity] = PYTHON_FLOAT.exec(text.trim()) ?? []
  if (whole === undefined) return undefined
  const size = digits !== undefined ? Number(digits) : infinity !== undefined ? Infinity : NaN
  return sign === '-' ? -size : size
}
