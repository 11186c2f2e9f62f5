import type { ParamValue } from '../../experiment.js'
import { Misfit } from './problem.js'
import { resolvePlain } from './resolve.js'

type Flat = Record<string, ParamValue>

// A short text cannot be too large in any other way.
const LONGEST = 1_000_000
// Deeper than anyone writes, and less deep than the whole grammar goes.
const DEEPEST = 50

// A value on one line that can mean nothing but itself: plain, in single quotes, or empty.
const VALUE =
  /'[ -&(-~]*'|\{\}|\[\]|(?:-(?=[!-~])|[$()+./0-9;<=A-Z\\^_a-z~])[!-9;-~]*(?:(?::(?=[!-~])| +(?=[!"$-~]))[!-9;-~]*)*/
// `key: value` or `key:`.
const ENTRY = new RegExp(`[A-Za-z_][\\w.-]*:(?: (?:${VALUE.source}))?(?:\\n|$)`, 'y')
const ITEM = new RegExp(`- (?:${VALUE.source})(?:\\n|$)`, 'y')

/**
 * The value of a text that is a map, line by line, of plain values, of lists of these, and of maps of
 * the same kind indented by two: nearly every file that `yaml.dump` or OmegaConf writes for a run.
 * Nothing when there is the least doubt; {@link parseDocument} then decides, and where both give a
 * value it is the same.
 */
export function parseFlat(text: string): Flat | undefined {
  if (text.length > LONGEST || text === '') return undefined
  const root: Flat = {}
  // The map that the line before is in, and those around it, outermost first.
  let map = root
  const around: Flat[] = []
  let list: ParamValue[] | undefined
  // The key of the line before, when it has no value yet.
  let waiting: string | undefined
  let start = 0
  while (start < text.length) {
    let from = start
    while (text.charCodeAt(from) === BLANK) from += 1
    const depth = (from - start) / 2
    const isItem = text.charCodeAt(from) === DASH
    const line = isItem ? ITEM : ENTRY
    line.lastIndex = from
    if (!line.test(text)) return undefined
    start = line.lastIndex
    const end = text.charCodeAt(start - 1) === NEWLINE ? start - 1 : start

    if (isItem) {
      // As PyYAML writes it, a list stands as far to the right as its key.
      if (depth !== around.length) return undefined
      if (waiting !== undefined) map[waiting] = list = []
      const value = scalar(text, from + 2, end)
      if (list === undefined || value instanceof Misfit) return undefined
      list.push(value)
      waiting = undefined
      continue
    }
    list = undefined
    if (depth > around.length) {
      if (waiting === undefined || depth !== around.length + 1 || depth > DEEPEST) return undefined
      const inner: Flat = {}
      map[waiting] = inner
      around.push(map)
      map = inner
    } else if (depth < around.length) {
      const outer = around[depth]
      if (outer === undefined) return undefined
      map = outer
      around.length = depth
    }
    const colon = text.indexOf(':', from)
    const key = text.slice(from, colon)
    if (map[key] !== undefined || typeof resolvePlain(key) !== 'string') return undefined
    const value = scalar(text, colon + 2, end)
    if (value instanceof Misfit) return undefined
    map[key] = value
    waiting = colon + 1 === end ? key : undefined
  }
  return root
}

const NEWLINE = 10
const BLANK = 32
const QUOTE = 39
const DASH = 45
const BRACKET = 91
const BRACE = 123

function scalar(text: string, start: number, end: number): ParamValue | Misfit {
  if (start >= end) return null
  switch (text.charCodeAt(start)) {
    case QUOTE:
      return text.slice(start + 1, end - 1)
    case BRACKET:
      return []
    case BRACE:
      return {}
    default:
      return resolvePlain(text.slice(start, end))
  }
}
