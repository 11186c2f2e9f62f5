import { RE2JS } from 're2js'
import { QueryError } from './query-error.js'

/** A regular expression that takes time linear in the text. */
export interface Matcher {
  test(text: string): boolean
}

const LONGEST = 1000
/** The time for a text is at most that for its length times this. */
const MOST_STEPS = 2000
const FLAGS = new Map([
  ['i', RE2JS.CASE_INSENSITIVE],
  ['m', RE2JS.MULTILINE],
  ['s', RE2JS.DOTALL],
  // The engine always goes by whole characters.
  ['u', 0],
])

/** The pattern of `=~`, which is found anywhere in the text. */
export function toMatcher(query: string, at: number, pattern: string, flags: string): Matcher {
  const fail = (problem: string): never => {
    throw new QueryError(query, at, problem)
  }
  if (pattern.length > LONGEST) {
    fail(`A pattern has at most ${LONGEST} characters; this one has ${pattern.length}.`)
  }
  let bits = 0
  for (const flag of flags) {
    bits |= FLAGS.get(flag) ?? fail(`There is no flag '${flag}'; there are i, m, s and u.`)
  }
  let matcher: RE2JS
  try {
    matcher = RE2JS.compile(RE2JS.translateRegExp(pattern), bits)
  } catch (reason) {
    return fail(`${problemOf(pattern, reason)} The syntax is that of RE2.`)
  }
  if (matcher.programSize() > MOST_STEPS)
    fail(`The pattern repeats too much: it comes to more than ${MOST_STEPS} steps.`)
  return matcher
}

function problemOf(pattern: string, reason: unknown): string {
  if (/\(\?<?[=!]/.test(pattern)) {
    return 'The pattern looks ahead or behind, which takes no bounded time.'
  }
  if (/\\(?:[1-9]|k<)/.test(pattern)) {
    return 'The pattern refers back to a group, which takes no bounded time.'
  }
  const message = reason instanceof Error ? reason.message : String(reason)
  return `The pattern does not hold together: ${message.replace(/^error parsing regexp: /, '')}.`
}
