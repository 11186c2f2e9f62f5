/** A part of what stands before a value in its line. */
export interface Piece {
  readonly kind: 'word' | 'number' | 'space' | 'sign'
  readonly text: string
}

// Times, dates and fractions are one number: 00:12, 2022/05/17, 3/10.
const PIECE =
  /(?<number>(?<![\w.])(?:[-+]?\.?\d(?:[\d.:,/]*\d)?(?:[eE][-+]?\d+)?|nan\b|inf\b))|(?<word>[\p{L}_][\p{L}\p{N}_./@%-]*)|(?<space>\s+)|[^\s]/giu

/** What a key is made of; see `PIECE`. */
export const KEY_CHARACTER = /[\p{L}\p{N}_./@%-]/u

/** The parts of a text, in their order. */
export function piecesOf(text: string): Piece[] {
  return Array.from(text.matchAll(PIECE), ({ 0: part, groups = {} }) => {
    // A group that took no part is undefined, whatever its type says.
    const kind = (['number', 'word', 'space'] as const).find((name) => groups[name] !== undefined)
    return { kind: kind ?? 'sign', text: part }
  })
}

/** Literal text within a pattern. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/**
 * The pattern of pieces on their way to a value: numbers may be others, unless it is to be exact
 * also those within words other than the key, and signs may have other spaces around them. No part of it can go on where the part after it begins, nor over another
 * beginning of the whole, so that the time it takes is linear in the line.
 */
export function patternOf(pieces: readonly Piece[], key: number, exact = false): string {
  return pieces
    .map(({ kind, text }, index) => {
      if (kind === 'number') return numberPattern(pieces, index)
      if (kind === 'space') return spaceBetween(pieces[index - 1], text, pieces[index + 1])
      return kind === 'word' && index !== key && !exact ? ofThisForm(text) : literal(text)
    })
    .join('')
}

/** The same with other digits. */
function ofThisForm(text: string): string {
  return literal(text).replace(/\d+/g, String.raw`\d+`)
}

function numberPattern(pieces: readonly Piece[], index: number): string {
  const { text } = pieces[index] ?? { text: '' }
  const isSolid = ({ kind }: Piece): boolean => kind !== 'space'
  const before = pieces.slice(0, index).findLast(isSolid)
  const after = pieces.slice(index + 1).find(isSolid)
  const touchesWord = pieces[index + 1]?.kind === 'word'
  if (touchesWord || (after && text.includes(after.text))) return ofThisForm(text)
  const signs = [before, after].flatMap((piece) => (piece?.kind === 'sign' ? [piece.text] : []))
  const ends = [...new Set(signs)].filter((sign) => !text.includes(sign))
  const escaped = ends.map((sign) => sign.replace(/[\]\\^-]/, String.raw`\$&`))
  return ends.length === 0 ? String.raw`\S+` : String.raw`[^\s${escaped.join('')}]+`
}

function spaceBetween(before: Piece | undefined, text: string, after: Piece | undefined): string {
  if (before?.kind === 'sign' || after?.kind === 'sign') return String.raw`\s*`
  return text === ' ' && after?.kind === 'word' ? ' ' : String.raw`\s+`
}
