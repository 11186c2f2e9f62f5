import type { YamlOutput } from './yaml-output.js'
import type { Style } from './yaml-style.js'

/** Writes a scalar's text; a long one that may be `split` goes on in the next line. */
export function writeScalar(out: YamlOutput, text: string, style: Style, split: boolean): void {
  switch (style) {
    case 'plain':
      writePlain(out, text, split)
      break
    case 'single':
      writeSingle(out, text, split)
      break
    case 'double':
      writeDouble(out, text, split)
      break
    case 'literal':
      writeLiteral(out, text)
  }
}

function writePlain(out: YamlOutput, text: string, split: boolean): void {
  out.word()
  for (const [part] of text.matchAll(/ +|[^ ]+/g)) {
    if (part !== ' ' || !split || !out.isTooWide) out.add(part)
    else {
      out.newLine()
      out.continued()
    }
  }
}

// A line break is folded into a blank when it is read, so that each is written twice.
function writeSingle(out: YamlOutput, text: string, split: boolean): void {
  out.mark("'")
  for (const { 0: part, index } of text.matchAll(/ +|\n+|'|[^ \n']+/g)) {
    if (part.startsWith('\n')) {
      for (let breaks = 0; breaks <= part.length; breaks++) out.lineBreak()
      out.newLine()
    } else if (part === "'") {
      out.add("''")
    } else {
      const isInside = index > 0 && index + 1 < text.length
      if (part === ' ' && split && isInside && out.isTooWide) out.newLine()
      else out.add(part)
    }
  }
  out.close("'")
}

function writeDouble(out: YamlOutput, text: string, split: boolean): void {
  out.mark('"')
  const chars = Array.from(text)
  // Characters since the last escape or line break. PyYAML breaks a line before a blank or where there
  // are none of these, and after an escape only if it is one too wide.
  let run = 0
  chars.forEach((char, index) => {
    const escaped = escape(char)
    if (escaped !== undefined) {
      out.add(escaped)
      run = 0
    }
    const isTooWide = out.column - (escaped === undefined ? 0 : 1) > out.width
    const isInside = index > 0 && index < chars.length - 1
    if (isTooWide && split && isInside && (char === ' ' || run === 0)) {
      out.add('\\')
      out.newLine()
      out.continued()
      run = 0
      if ((escaped === undefined ? char : chars[index + 1]) === ' ') out.add('\\')
    }
    if (escaped === undefined) {
      out.add(char)
      run += 1
    }
  })
  out.close('"')
}

const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '\0': '0',
    '\x07': 'a',
    '\b': 'b',
    '\t': 't',
    '\n': 'n',
    '\v': 'v',
    '\f': 'f',
    '\r': 'r',
    '\x1b': 'e',
    '"': '"',
    '\\': '\\',
    '\x85': 'N',
    '\xa0': '_',
    '\u2028': 'L',
    '\u2029': 'P',
  }),
)

function escape(char: string): string | undefined {
  const named = NAMED.get(char)
  if (named !== undefined) return `\\${named}`
  if (/[ -~]/.test(char)) return undefined
  const code = char.codePointAt(0) ?? 0
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

// Only base64 is written so: lines of text, each with its end.
function writeLiteral(out: YamlOutput, text: string): void {
  out.mark('|')
  out.lineBreak()
  for (const line of text.trimEnd().split('\n')) {
    out.newLine()
    out.add(line)
    out.lineBreak()
  }
}
