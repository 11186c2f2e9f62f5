import { AssayError } from '../issue.js'

/**
 * A pattern given as text, as a `RegExp`.
 *
 * @throws AssayError that says what is wrong with it.
 */
export function toRegExp(pattern: RegExp | string): RegExp {
  if (typeof pattern !== 'string') return pattern
  try {
    return new RegExp(pattern)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const python = pattern.includes('(?P<') ? ' JavaScript writes a named group (?<name>...).' : ''
    throw new AssayError(`${reason}.${python}`)
  }
}
