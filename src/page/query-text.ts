import type { CellValue } from './cells.js'

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}\p{M}\p{N}_]+)*$/u
const WORDS = /^(?:and|or|not|in|is|none|null|true|false|nan|inf|infinity)$/i

/** What backticks can hold; a query has no longer names. */
const QUOTABLE_NAME = /^[^`]{1,1000}$/

/**
 * A condition of the query language that holds for the runs with a value; `undefined` where the
 * name is one that no query can hold.
 */
export function conditionOf(name: string, value: unknown): string | undefined {
  if (!QUOTABLE_NAME.test(name)) return undefined
  const field = PLAIN_NAME.test(name) && !WORDS.test(name) ? name : `\`${name}\``
  if (value === null || value === undefined) return `${field} is null`
  if (Number.isNaN(value)) return `${field} is nan`
  return `${field} == ${literal(value as CellValue)}`
}

/** A query for which another one holds as well. */
export function both(text: string, condition: string): string {
  if (text.trim() === '') return condition
  return `${/\||\bor\b/i.test(text) ? `(${text})` : text} & ${condition}`
}

function literal(value: CellValue): string {
  if (value === null) return 'None'
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'string') return value === Infinity ? '+inf' : String(value)
  const escaped = value.replace(/['\\]/g, (character) => `\\${character}`)
  return `'${escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}'`
}
