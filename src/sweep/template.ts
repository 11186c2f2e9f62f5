import { prefix, type Place } from './sweep-error.js'
import { shellContexts, type ShellContext } from './shell-context.js'

/** A part of a template that a param's value takes the place of. */
export interface Placeholder {
  /** As it stands there: `{lr}` or `[lr]`. */
  readonly written: string
  readonly param: string
  /** `[lr]`, which gives `--lr 0.1`. */
  readonly isFlag: boolean
  readonly context: ShellContext
  readonly place: Place
}

/** One command of each task, cut at its placeholders. */
export interface Template {
  readonly command: string
  readonly place: Place
  readonly pieces: readonly (string | Placeholder)[]
}

// Python's \w and \s.
const PLACEHOLDER = /\{([\p{L}\p{N}_-]+)\}|\[([\p{L}\p{N}_-]+)\]/gu
const BLANKS =
  // eslint-disable-next-line no-control-regex -- Python counts the separators of ASCII as blanks
  /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g

/**
 * A template's text, with its line breaks folded into blanks, and its placeholders.
 *
 * @param placeOf Where a placeholder stands, as it is written.
 */
export function parseTemplate(
  command: string,
  text: string,
  place: Place,
  placeOf: (written: string) => Place,
): Template {
  const folded = text.replaceAll(BLANKS, (run) => (run.includes('\n') ? ' ' : run))
  const matches = [...folded.matchAll(PLACEHOLDER)]
  const holes = matches.map(({ 0: written, index }) => ({
    start: index,
    end: index + written.length,
  }))
  const contexts = shellContexts(folded, holes)
  const pieces: (string | Placeholder)[] = []
  let end = 0
  matches.forEach(({ 0: written, 1: filled, 2: flag = '', index }, at) => {
    pieces.push(folded.slice(end, index))
    end = index + written.length
    const context = contexts[at] ?? { kind: 'unsafe', where: 'nowhere' }
    const isFlag = filled === undefined
    pieces.push({ written, param: filled ?? flag, isFlag, context, place: placeOf(written) })
  })
  pieces.push(folded.slice(end))
  return { command, place, pieces }
}

/** The placeholders of a template, in their order. */
export function placeholdersOf({ pieces }: Template): readonly Placeholder[] {
  return pieces.filter((piece) => typeof piece !== 'string')
}

/** A message about a placeholder that does not stop the sweep. */
export const noteAt = (place: Place, text: string): string => `${prefix(place)}${text}`
