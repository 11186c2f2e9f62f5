import type { Located, LocatedMap } from '../readers/yaml/documents.js'
import { pythonRepr } from '../values/python-text.js'
import { valueOf } from '../readers/yaml/documents.js'
import { SweepError } from './sweep-error.js'

/** An entry of a map whose keys are texts. */
export interface Named {
  readonly name: string
  readonly line: number
  readonly value: Located
}

/** The entries of a map; `what` begins the sentence of an error, and `fix` ends it. */
export function namedEntries(
  located: Located,
  { file, what, fix }: { file: string | undefined; what: string; fix: string },
): readonly Named[] {
  if (located.kind !== 'map') {
    throw new SweepError(`${what} is ${described(located)} and no map. ${fix}`, {
      file,
      line: located.line,
    })
  }
  return namesOf(located, file, what)
}

function namesOf({ entries }: LocatedMap, file: string | undefined, what: string): Named[] {
  return entries.map(({ key, value }) => {
    if (key.kind === 'scalar' && typeof key.value === 'string') {
      return { name: key.value, line: key.line, value }
    }
    const text = key.kind === 'scalar' && key.text !== '' ? key.text : described(key)
    throw new SweepError(
      `${what}: the name ${text} is no text to YAML; write it in quotes: "${text}".`,
      { file, line: key.line },
    )
  })
}

const LONGEST = 60

/** What a value is, in few words: `empty`, `a list`, `the value 0`. */
export function described(located: Located): string {
  if (located.kind !== 'scalar') return `a ${located.kind}`
  if (located.value === null) return 'empty'
  const text = pythonRepr(valueOf(located))
  return `the value ${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`
}
