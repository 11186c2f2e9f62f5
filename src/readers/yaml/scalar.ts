import { CHOMPING_MODE, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml'

/**
 * The text that a scalar stands for, without quotes, folds and escapes; nothing when an escape
 * names a character that does not exist.
 */
export function scalarText(source: string, event: ScalarEvent): string | undefined {
  if (event.fast) return source.slice(event.valueStart, event.valueEnd)
  if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && hasImpossibleEscape(source, event)) return
  const text = getScalarValue(source, event)
  return endsInsideLastLine(source, event) ? text.slice(0, -1) : text
}

function hasImpossibleEscape(source: string, { valueStart, valueEnd }: ScalarEvent): boolean {
  for (const [, code] of source.slice(valueStart, valueEnd).matchAll(/\\(?:U(.{8})|.)/gs)) {
    if (code !== undefined && Number.parseInt(code, 16) > 0x10ffff) return true
  }
  return false
}

// The last line of a file may lack its break; js-yaml adds one to a block there, PyYAML does not.
function endsInsideLastLine(source: string, event: ScalarEvent): boolean {
  const { style, chomping, valueStart, valueEnd } = event
  if (style !== SCALAR_STYLE.LITERAL_BLOCK && style !== SCALAR_STYLE.FOLDED_BLOCK) return false
  if (chomping === CHOMPING_MODE.STRIP || valueEnd < source.length) return false
  return valueEnd > valueStart && !/[\r\n]/.test(source.charAt(valueEnd - 1))
}
