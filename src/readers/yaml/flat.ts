import type { ParamValue } from '../../experiment.js'
import { Misfit } from './problem.js'
import { resolvePlain } from './resolve.js'

type Flat = Record<string, ParamValue>

// A short text cannot be too large in any other way.
const LONGEST = 1_000_000

// `key: value`, where the value can mean nothing but itself; or `key: 'text'`; or `key:`.
const LINE =
  /(?: {2})?[A-Za-z_][\w.-]*:(?: (?:'[ -&(-~]*'|(?:-(?=[!-~])|[$()+./0-9;<=A-Z\\^_a-z~])[!-9;-~]*(?:(?::(?=[!-~])| +(?=[!"$-~]))[!-9;-~]*)*))?(?:\n|$)/y

/**
 * The value of a text that is one map of plain scalars, line by line, with maps of the same kind one
 * level below: nearly every file that `yaml.dump` writes for a run. Nothing when there is the least
 * doubt; {@link parseDocument} then decides, and where both give a value it is the same.
 */
export function parseFlat(text: string): Flat | undefined {
  if (text.length > LONGEST || text === '') return undefined
  const root: Flat = {}
  let nested: Flat | undefined
  // The key of the line before, when it has no value yet.
  let waiting: string | undefined
  let start = 0
  LINE.lastIndex = 0
  while (start < text.length) {
    if (!LINE.test(text)) return undefined
    const next = LINE.lastIndex
    const indented = text.charCodeAt(start) === BLANK
    if (indented && waiting !== undefined) root[waiting] = nested = {}
    if (!indented) nested = undefined
    const map = indented ? nested : root
    if (map === undefined) return undefined
    const from = indented ? start + 2 : start
    const colon = text.indexOf(':', from)
    const key = text.slice(from, colon)
    if (map[key] !== undefined || typeof resolvePlain(key) !== 'string') return undefined
    const end = text.charCodeAt(next - 1) === NEWLINE ? next - 1 : next
    const value = scalar(text, colon + 2, end)
    if (value instanceof Misfit) return undefined
    map[key] = value
    waiting = !indented && colon + 1 === end ? key : undefined
    start = next
  }
  return root
}

const BLANK = 32
const NEWLINE = 10
const QUOTE = 39

function scalar(text: string, start: number, end: number): ParamValue | Misfit {
  if (start >= end) return null
  if (text.charCodeAt(start) === QUOTE) return text.slice(start + 1, end - 1)
  return resolvePlain(text.slice(start, end))
}
