import { inspect } from 'node:util'
import { AssayError } from '../issue.js'

/**
 * A pattern given as text, as a `RegExp`. Flags may lead it as in Python: `(?i)norm`.
 *
 * @throws AssayError that says what is wrong with it, also for what Python alone understands.
 */
export function toRegExp(pattern: RegExp | string): RegExp {
  if (pattern instanceof RegExp) return pattern
  if (typeof pattern !== 'string') {
    throw new AssayError(`A pattern is a RegExp or a text, not ${inspect(pattern)}.`)
  }
  const [, flags = '', source = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(pattern) ?? []
  try {
    refusePython(source)
    return new RegExp(source, [...new Set(flags)].join(''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const python = source.includes('(?P<') ? ' JavaScript writes a named group (?<name>...).' : ''
    throw new AssayError(`${reason}.${python}`)
  }
}

/** JavaScript would take these for the letters A and Z. */
function refusePython(source: string): void {
  const anchor = /(?<!\\)(?:\\\\)*\\([AZ])/.exec(source)?.[1]
  if (anchor === undefined) return
  const written = anchor === 'A' ? '^' : '$'
  throw new AssayError(`\\${anchor} in /${source}/ is Python's; JavaScript writes ${written}`)
}
