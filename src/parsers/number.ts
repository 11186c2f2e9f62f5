const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/
const SPECIAL = /^([+-]?)(nan|inf|infinity)$/i

/**
 * The number that a log's text stands for, as Python prints it: `0.93`, `1e-05`, `nan`, `-inf`.
 *
 * With `thousands`, `1,234.5` is one too. Anything else gives `undefined`.
 *
 * @example
 * parseNumber('1e-05') // 0.00001
 * parseNumber('1,234.5', true) // 1234.5
 * parseNumber('n/a') // undefined
 */
export function parseNumber(text: string, thousands = false): number | undefined {
  const trimmed = text.trim()
  if (PLAIN.test(trimmed)) return Number(trimmed)
  const special = SPECIAL.exec(trimmed)
  if (special)
    return special[2]?.toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity
  if (thousands && GROUPED.test(trimmed)) return Number(trimmed.replaceAll(',', ''))
  return undefined
}
