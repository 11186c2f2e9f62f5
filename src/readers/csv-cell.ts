const FINITE = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i
const SPECIAL = /^([-+]?)(?:(nan)|inf(?:inity)?)$/i
const INTEGER = /^[-+]?\d{16,4300}$/

/**
 * What the text of a CSV cell stands for: what Python's `float` reads is a number, an integer
 * beyond 2^53 a bigint, an empty cell null.
 */
export function cellValue(text: string): string | number | bigint | null {
  if (text === '') return null
  const code = text.charCodeAt(0)
  // Most texts begin with a letter that no number has.
  if (code > 64 && !'nNiI'.includes(text.charAt(0))) return text
  const trimmed = text.trim()
  if (FINITE.test(trimmed)) {
    const number = Number(trimmed)
    return INTEGER.test(trimmed) && !Number.isSafeInteger(number)
      ? BigInt(trimmed.replace(/^\+/, ''))
      : number
  }
  const [match, sign, nan] = SPECIAL.exec(trimmed) ?? []
  if (match === undefined) return text
  return nan !== undefined ? NaN : sign === '-' ? -Infinity : Infinity
}
