const PIECE = 4096
const LAST_CODE_POINT = 0x10ffff
const REPLACEMENT = 0xfffd

/**
 * The text of code points, without the NULs at its end. A number that is no code point becomes
 * U+FFFD; half of a surrogate pair stays, as in Python.
 */
export function utf32Text(points: Uint32Array): string {
  let { length } = points
  while (length > 0 && points[length - 1] === 0) length -= 1
  let text = ''
  for (let start = 0; start < length; start += PIECE) {
    const piece = points.subarray(start, Math.min(start + PIECE, length))
    const isValid = piece.every((point) => point <= LAST_CODE_POINT)
    text += String.fromCodePoint(
      ...(isValid ? piece : piece.map((point) => (point <= LAST_CODE_POINT ? point : REPLACEMENT))),
    )
  }
  return text
}
