const CORE = 'tag:yaml.org,2002:'

/** The full name of one of YAML's own tags: `core('int')` is `tag:yaml.org,2002:int`. */
export const core = (name: string): string => CORE + name

export const TUPLE = core('python/tuple')

/** The "no tag, but as if unquoted" of YAML; PyYAML guesses the type of such a scalar. */
export const NON_SPECIFIC = '!'

/**
 * The full name of a tag as it is written in the text: `!!int`, `!<tag:yaml.org,2002:int>`, or a
 * handle that a %TAG directive declares.
 */
export function fullTag(written: string, handles: ReadonlyMap<string, string>): string {
  if (written === NON_SPECIFIC) return NON_SPECIFIC
  if (written.startsWith('!<')) return unescape(written.slice(2, -1))
  const handle = written.slice(0, written.indexOf('!', 1) + 1) || '!'
  const prefix = handles.get(handle) ?? (handle === '!!' ? CORE : handle)
  return prefix + unescape(written.slice(handle.length))
}

/** The tag as people write it. */
export function shortTag(tag: string): string {
  if (tag.startsWith(CORE)) return `!!${tag.slice(CORE.length)}`
  return tag.startsWith('!') ? tag : `!<${tag}>`
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
