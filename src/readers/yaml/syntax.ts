import { parseEvents, YAMLException, type Event } from 'js-yaml'
import type { Finding } from './problem.js'

/** Lists and maps within each other, at most; PyYAML ends below 500 too. */
export const MAX_DEPTH = 500

/** A text and its events, whose offsets point into that very text. */
export interface Syntax {
  readonly text: string
  readonly events: readonly Event[]
}

/** The events of a YAML text, read as PyYAML's scanner reads it. */
export function readSyntax(original: string): Syntax | Finding {
  const strange = UNPRINTABLE.exec(original)
  if (strange !== null) return unprintable(strange[0], strange.index)
  let text = lineBreaks(original)
  for (let budget = MOST_REREAD; ; budget -= text.length + PADDING.length) {
    try {
      return { text, events: parseEvents(text, { maxDepth: MAX_DEPTH }) }
    } catch (error) {
      const line = budget > 0 ? dedentedLine(error) : undefined
      if (line === undefined) return syntaxError(error)
      text = text.slice(0, line) + PADDING + text.slice(line)
    }
  }
}

const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

function unprintable(char: string, offset: number): Finding {
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const message = `the character U+${code} cannot be in a YAML file; the file is damaged or binary`
  return { code: 'yaml-syntax', offset, message }
}

// YAML 1.1 knows three more line breaks. One (next line) is as good as \n; blanks around the other
// two are not part of the value.
function lineBreaks(text: string): string {
  if (!/[\x85\u2028\u2029]/.test(text)) return text
  return text.replaceAll('\x85', '\n').replaceAll(BLANKS_AROUND, '')
}

// A run of blanks is looked at from its beginning only, so that a long one is not searched again and
// again.
const BLANKS_AROUND = /(?<! ) +(?=[\u2028\u2029])|(?<=[\u2028\u2029]) +/g

// PyYAML does not look at the indentation inside brackets and quotes; js-yaml does. A line that it
// finds too far left is moved right, which changes nothing else there.
export const PADDING = ' '.repeat(200)
// In characters, over all the times that a text is read again.
const MOST_REREAD = 5_000_000

function dedentedLine(error: unknown): number | undefined {
  if (!(error instanceof YAMLException) || error.reason !== 'deficient indentation') return
  const { position = 0, column = 0 } = error.mark ?? {}
  return column < PADDING.length ? position - column : undefined
}

function syntaxError(error: unknown): Finding {
  if (!(error instanceof YAMLException)) {
    // The parser's own stack ended before MAX_DEPTH.
    return { code: 'yaml-syntax', offset: 0, message: TOO_DEEP }
  }
  return { code: 'yaml-syntax', offset: error.mark?.position ?? 0, message: inWords(error.reason) }
}

function inWords(reason: string): string {
  if (reason.startsWith('nesting exceeded')) return TOO_DEEP
  const short = reason.replaceAll(/\s+/g, ' ').slice(0, 100)
  return reason.startsWith('unexpected end')
    ? `the text ends too early (${short}): the file is half-written`
    : `not valid YAML (${short}): the file is damaged, or was edited by hand`
}

const TOO_DEEP = `lists and maps are nested more than ${MAX_DEPTH} deep; the file is damaged`
