import { resolvePlain } from '../readers/yaml/resolve.js'
import type { YamlScalar } from './yaml-node.js'

/** How a scalar is written: as it is, in single or double quotes, or as a block of lines. */
export type Style = 'plain' | 'single' | 'double' | 'literal'

/** Where a scalar stands. */
export interface Place {
  readonly inFlow: boolean
  /** A key on one line with its value. */
  readonly isKey: boolean
}

/** The style that PyYAML chooses for a scalar. */
export function styleOf({ type, text }: YamlScalar, { inFlow, isKey }: Place): Style {
  if (type === 'binary') return inFlow || isKey || text === '' ? 'double' : 'literal'
  if (NEEDS_ESCAPES.test(text)) return 'double'
  if (readsAs(type, text) && !(inFlow ? NOT_PLAIN_IN_FLOW : NOT_PLAIN).test(text)) return 'plain'
  return isKey && text.includes('\n') ? 'double' : 'single'
}

/** Whether a tag must say the type, which the text in this style does not. */
export const needsTag = (type: string, style: Style): boolean => style !== 'plain' && type !== 'str'

// Not printable ASCII, or blanks that folding would lose.
const NEEDS_ESCAPES = /[^\n -~]| \n|\n /

const INDICATORS = /^(?:[#,[\]{}&*!|>'"%@`]|---|\.\.\.|[?:-](?:[ \n]|$))|:(?:[ \n]|$)|[ \n]#/
const NOT_PLAIN = new RegExp(`${INDICATORS.source}|^ | $|\\n`)
const NOT_PLAIN_IN_FLOW = new RegExp(`${NOT_PLAIN.source}|^\\?|[:,?[\\]{}]`)

// Only texts can be mistaken; beyond this length the reader takes none for a number, but PyYAML may.
const LONGEST_READ = 100_000

function readsAs(type: string, text: string): boolean {
  if (type !== 'str') return true
  if (text === '') return false
  if (text.length > LONGEST_READ && /^[-+.\d]/.test(text)) return false
  return typeof resolvePlain(text) === 'string'
}
