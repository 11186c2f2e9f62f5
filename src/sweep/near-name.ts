import { distance } from 'fastest-levenshtein'

const SLIPS = 2

/** The one of the names that a text is likely to have been meant for: at most two letters differ. */
export function nearName(text: string, names: readonly string[]): string | undefined {
  return names.find((name) => {
    const edits = distance(text.toLowerCase(), name)
    return edits <= SLIPS && edits < Math.min(text.length, name.length) / 2
  })
}
