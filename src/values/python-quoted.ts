/** Python's `repr` of a text: in single quotes, or in double ones if that saves escapes. */
export function textRepr(text: string): string {
  const mark = markFor(text)
  const escaped = text.replaceAll(/\\|'|(?! )[\p{C}\p{Z}]/gu, (char) =>
    char === "'" ? (mark === "'" ? "\\'" : char) : escape(char),
  )
  return mark + escaped + mark
}

/** Python's `repr` of bytes: ASCII as it is, other bytes as `\x00`. */
export function bytesRepr(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1')
  const mark = markFor(text)
  const escaped = text.replaceAll(/\\|'|[^ -~]/g, (char) =>
    char === "'" ? (mark === "'" ? "\\'" : char) : escape(char),
  )
  return `b${mark}${escaped}${mark}`
}

const markFor = (text: string): string => (text.includes("'") && !text.includes('"') ? '"' : "'")

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
])

function escape(char: string): string {
  const code = char.codePointAt(0) ?? 0
  const hex = (digits: number): string => code.toString(16).padStart(digits, '0')
  return (
    NAMED.get(char) ??
    (code <= 0xff ? `\\x${hex(2)}` : code <= 0xffff ? `\\u${hex(4)}` : `\\U${hex(8)}`)
  )
}
