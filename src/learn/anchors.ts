import { columnAnchor, UNNAMED } from './column-anchor.js'
import { literal, patternOf, piecesOf, type Piece } from './pieces.js'
import type { NumberPlace } from './numbers.js'

/** What stands around a value and tells it from others. */
export interface Anchor {
  /** A pattern of what stands before it. */
  readonly before: string
  /** A pattern of what stands after it; mostly empty. */
  readonly after: string
  /** Whether it is the column of a table that tells. */
  readonly column: boolean
  /** Whether the digits within its words have to be the same, as in `top1 acc`. */
  readonly exact: boolean
  readonly grouped: boolean
  readonly name: string
}

const LONGEST = 240
const MOST_WORDS = 3
const MOST_PIECES = 24
const GLUE = /^(?:a|an|and|are|at|far|for|from|in|is|it|of|on|so|the|to|until|was|with)$/i

/** What may tell a number in a line from others: the words before it, one to three, or its column. */
export function anchorsOf(line: string, place: NumberPlace, header: string | undefined): Anchor[] {
  const { start, end, grouped } = place
  const after = unitAfter(line.slice(end))
  const pieces = piecesOf(line.slice(Math.max(0, start - LONGEST), start))
  const column = columnAnchor(line, place, header)
  const anchors = wordAnchors(pieces, after, column?.name ?? UNNAMED)
  if (column && (anchors.length === 0 || column.name !== UNNAMED)) {
    anchors.push(column, ...(after ? [{ ...column, after: after.pattern, name: after.name }] : []))
  }
  return anchors.map((anchor) => ({ ...anchor, grouped }))
}

function wordAnchors(
  pieces: readonly Piece[],
  after: Unit | undefined,
  columnName: string,
): Omit<Anchor, 'grouped'>[] {
  const anchors: Omit<Anchor, 'grouped'>[] = []
  const words = Array.from(pieces.keys()).filter((index) => pieces[index]?.kind === 'word')
  const telling = words.filter((index) => isTelling(pieces, index))
  const starts = telling.length === 0 ? words : telling
  const key = starts.at(-1)
  if (key === undefined) return []
  const between = pieces.slice(key + 1).filter(({ kind }) => kind === 'sign')
  const isKeyed = between.some(({ text }) => /[=:]/.test(text))
  // In `0.93 accuracy, 14 images/s` the word before 14 is that of another value.
  const isOfOther = after && !isKeyed && between.some(({ text }) => /[,;]/.test(text))
  // In a table with a header, a word some cells before tells the row.
  const isOfRow = columnName !== UNNAMED && pieces.slice(key + 1).some((p) => p.kind === 'number')
  for (const index of starts.slice(-MOST_WORDS).reverse()) {
    const from = isQuoted(pieces, index) ? index - 1 : index
    const chain = pieces.slice(from)
    if (chain.length > MOST_PIECES) break
    const before = patternOf(chain, key - from)
    const name = isOfRow ? columnName : nameOf(chain, key - from)
    const anchor = { before, after: '', column: false, exact: false, name }
    const exactly = patternOf(chain, key - from, true)
    if (!isOfOther) anchors.push(anchor)
    if (!isOfOther && exactly !== before) anchors.push({ ...anchor, before: exactly, exact: true })
    if (after && index === key && !isKeyed) {
      anchors.push({ ...anchor, after: after.pattern, name: after.name })
    }
  }
  return anchors
}

function isTelling(pieces: readonly Piece[], index: number): boolean {
  if (isConstructor(pieces, index) || isGenitive(pieces, index)) return false
  const isKey = pieces[index + 1]?.text === '=' || pieces[index + 1]?.text === ':'
  return isKey || !GLUE.test(pieces[index]?.text ?? '')
}

/** The `tensor` in `acc: tensor(0.93)`. */
function isConstructor(pieces: readonly Piece[], index: number): boolean {
  const before = pieces.slice(0, index).findLast(({ kind }) => kind !== 'space')?.text
  return pieces[index + 1]?.text === '(' && (before === '=' || before === ':')
}

/** The `s` in `valid's loss`. */
function isGenitive(pieces: readonly Piece[], index: number): boolean {
  const [word, sign, s] = pieces.slice(Math.max(0, index - 2), index + 1)
  return word?.kind === 'word' && sign?.text === "'" && s?.text === 's'
}

function isQuoted(pieces: readonly Piece[], index: number): boolean {
  const quote = pieces[index - 1]?.text
  return (quote === '"' || quote === "'") && pieces[index + 1]?.text === quote
}

/** The key, and the words right before it. */
function nameOf(pieces: readonly Piece[], key: number): string {
  let from = key
  const isWord = (index: number): boolean =>
    pieces[index]?.kind === 'word' && !isGenitive(pieces, index)
  while (pieces[from - 1]?.text === ' ' && isWord(from - 2)) from -= 2
  const words = pieces.slice(from, key + 1).filter(({ kind }) => kind === 'word')
  return words.map(({ text }) => text.replace(/[^\p{L}\p{N}_]+$/u, '')).join('_') || UNNAMED
}

interface Unit {
  readonly pattern: string
  readonly name: string
}

/** The word after a value that says what it is, as in `0.93 accuracy`: no key of a value to come. */
function unitAfter(rest: string): Unit | undefined {
  const [, percent = '', word = ''] = UNIT.exec(rest) ?? []
  if (word === '' || GLUE.test(word)) return undefined
  return { pattern: String.raw`${percent}\s+${literal(word)}`, name: word }
}

const UNIT =
  /^(%?)\s{1,4}([\p{L}_][\p{L}\p{N}_./@-]*)(?![\p{L}\p{N}_./@-])(?!\s{0,4}[=:]|\s{1,4}[-+(]{0,2}\d)/u
