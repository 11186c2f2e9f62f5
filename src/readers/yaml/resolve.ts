import type { ParamValue } from '../../experiment.js'
import { readFloat } from './float.js'
import { readInteger } from './integer.js'
import { Misfit, quote } from './problem.js'
import { readTimestamp } from './timestamp.js'

/**
 * The value of a plain (unquoted, untagged) scalar: PyYAML's `Resolver` followed by its constructor.
 * Most words of a param file are settled by their first character.
 *
 * Source: YAML 1.1's types (yaml.org/type) as PyYAML 6.0's resolver.py narrows them: a float needs a
 * dot and a signed exponent, `y` and `n` are text, `017` is octal.
 */
export function resolvePlain(text: string): ParamValue | Misfit {
  if (text === '') return null
  switch (FIRST[text.charCodeAt(0)]) {
    case NUMBER:
      return resolveNumber(text)
    case WORD: {
      const value = text.length <= LONGEST_WORD ? WORDS.get(text) : undefined
      return value === undefined ? text : value
    }
    default:
      return text
  }
}

/** The boolean of a word in any case, as `!!bool` takes it. */
export function readBool(text: string): boolean | Misfit {
  const value = WORDS.get(text.toLowerCase())
  return typeof value === 'boolean'
    ? value
    : new Misfit('yaml-value', `${quote(text)} is neither true nor false`)
}

const NUMBER = 1
const WORD = 2
const LONGEST_WORD = 5

const FIRST = new Uint8Array(128)
for (const char of '0123456789+-.') FIRST[char.charCodeAt(0)] = NUMBER
for (const char of 'yYnNtTfFoO~=<') FIRST[char.charCodeAt(0)] = WORD

const noSuch = (what: string) =>
  new Misfit('yaml-tag', `${what} is no value; quote it if it is text`)

const WORDS = new Map<string, ParamValue | Misfit>([
  ['~', null],
  ['=', noSuch('a bare `=`')],
  ['<<', noSuch('`<<` (merge these maps)')],
])
const inEachCase = (word: string, value: boolean | null) => {
  for (const form of [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()]) {
    WORDS.set(form, value)
  }
}
inEachCase('null', null)
for (const word of ['yes', 'true', 'on']) inEachCase(word, true)
for (const word of ['no', 'false', 'off']) inEachCase(word, false)

const SMALL_INT = /^(?:-?[1-9]\d{0,14}|0)$/
// What numbers look like nearly always; Number reads these as Python does.
const PLAIN_FLOAT = /^-?\d+\.\d*(?:e[-+]\d+)?$/
const INT = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][\d_]*|0x[\da-fA-F_]+|[1-9][\d_]*(?::[0-5]?\d)+)$/
const FLOAT =
  /^(?:[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
const TIMESTAMP =
  /^\d{4}-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/

// Beyond this many characters a text is no number that anyone wrote, and a regular expression's
// own stack would be at risk.
const LONGEST_NUMBER = 100_000

function resolveNumber(text: string): ParamValue | Misfit {
  if (SMALL_INT.test(text)) return Number(text)
  if (text.length > LONGEST_NUMBER) return text
  if (PLAIN_FLOAT.test(text)) return Number(text)
  if (FLOAT.test(text)) return readFloat(text)
  if (INT.test(text)) return readInteger(text)
  if (TIMESTAMP.test(text)) return readTimestamp(text)
  return text
}
