import type { ParamValue } from '../experiment.js'
import { pythonStr } from '../values/python-text.js'
import { insideDouble, insideSingle, isShellSafe, shellQuote } from './shell-quote.js'
import type { Placeholder, Template } from './template.js'

/** The command with the values in their places: one pass, so that no value is read as a template. */
export function filled({ pieces }: Template, valueOf: (param: string) => ParamValue): string {
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : inPlace(piece, valueOf(piece.param))))
    .join('')
}

/** Whether a command line can carry the value. */
export function isArgument(value: ParamValue): value is string | number | bigint | boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
}

/** Whether quotes must be put around the value. */
export function needsQuotes(value: ParamValue): boolean {
  return typeof value === 'string' && !isShellSafe(value)
}

function inPlace(placeholder: Placeholder, value: ParamValue): string {
  const text = argument(placeholder, value)
  switch (placeholder.context.kind) {
    case 'double':
      return insideDouble(text)
    case 'single':
      return insideSingle(text)
    // Only values that need no quotes come to an unsafe place.
    case 'unsafe':
    case 'plain':
      return text
  }
}

function argument({ isFlag, param }: Placeholder, value: ParamValue): string {
  if (!isFlag) return shellQuote(pythonStr(value))
  if (typeof value === 'boolean') return value ? `--${param}` : ''
  return `--${param} ${shellQuote(pythonStr(value))}`
}
