import { jsonText, numberText } from './json-text.js'

/**
 * A cell as text: a missing value is empty, booleans are `TRUE` and `FALSE` as in spreadsheets,
 * numbers the shortest text that gives the same number, bytes base64, lists and maps JSON.
 */
export function cellText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return numberText(value)
    case 'boolean':
      return value ? 'TRUE' : 'FALSE'
    case 'bigint':
      return String(value)
    case 'object':
      if (value === null) return ''
      if (value instanceof Date) return dateText(value)
      return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : jsonText(value)
    default:
      return ''
  }
}

function dateText(date: Date): string {
  return JSON.stringify(date).replaceAll('"', '')
}
