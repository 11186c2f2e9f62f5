/** The text as one word of a POSIX shell, as Python's `shlex.quote` writes it. */
export function shellQuote(text: string): string {
  if (isShellSafe(text)) return text
  return `'${text.replaceAll("'", `'"'"'`)}'`
}

/** Whether a shell takes the text for itself, unquoted. */
export function isShellSafe(text: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(text)
}

/** A text for within the double quotes of a shell: nothing expands, and the quotes stay open. */
export function insideDouble(text: string): string {
  return text.replaceAll(/[$`"\\]/g, String.raw`\$&`)
}

/** A text for within the single quotes of a shell. */
export function insideSingle(text: string): string {
  return text.replaceAll("'", String.raw`'\''`)
}
