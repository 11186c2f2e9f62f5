import type { Located } from '../readers/yaml/documents.js'
import { SweepError } from './sweep-error.js'

/** Refuses texts that no file name, command line or YAML file can hold, wherever they stand. */
export function checkTexts(root: Located, file: string | undefined): void {
  // What an alias stands for is looked at once.
  const seen = new Set<Located>()
  const check = (located: Located): void => {
    if (seen.has(located)) return
    seen.add(located)
    if (located.kind === 'list') located.items.forEach(check)
    else if (located.kind === 'map') {
      for (const { key, value } of located.entries) {
        check(key)
        check(value)
      }
    } else if (typeof located.value === 'string') {
      const problem = problemOf(located.value)
      if (problem !== undefined) throw new SweepError(problem, { file, line: located.line })
    }
  }
  check(root)
}

function problemOf(text: string): string | undefined {
  if (text.includes('\0')) {
    return 'A text holds a NUL, which no command line can carry; write it without.'
  }
  return /\p{Surrogate}/u.test(text)
    ? 'A text holds half a surrogate pair, which is no character; write the whole character.'
    : undefined
}
