import { closest, distance } from 'fastest-levenshtein'

const LISTED = 40
const LISTED_BESIDE = 10

/**
 * The end of a message about a name that is not known: the nearest valid name, if one is near,
 * and the valid names: the first 40 of a longer list, or 10 beside a near one.
 *
 * It begins with a space, to follow the sentence that says which name is unknown.
 *
 * @example
 * didYouMean('ac', ['acc', 'lr', 'seed']) // " Did you mean 'acc'? There are: acc, lr, seed."
 * didYouMean('x', []) // ' There are none.'
 */
export function didYouMean(name: string, valid: Iterable<string>): string {
  const names = [...valid]
  if (names.length === 0) return ' There are none.'
  const nearest = nearestOf(name, names)
  const question = nearest === undefined ? '' : ` Did you mean '${nearest}'?`
  const listed = nearest === undefined ? LISTED : LISTED_BESIDE
  const more = names.length > listed ? ` and ${names.length - listed} more` : ''
  return `${question} There are: ${names.slice(0, listed).join(', ')}${more}.`
}

/** The name at the least edit distance, whatever its case, if that is at most a half of it. */
function nearestOf(name: string, names: readonly string[]): string | undefined {
  const lower = names.map((valid) => valid.toLowerCase())
  const near = closest(name.toLowerCase(), lower)
  const edits = distance(name.toLowerCase(), near)
  return edits <= Math.max(1, Math.min(name.length, near.length) / 2)
    ? names[lower.indexOf(near)]
    : undefined
}
