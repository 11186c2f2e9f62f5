import { IssueError } from '../issue.js'
import { visitFromEnd } from '../readers/text/from-end.js'
import { lineBlocks, type LineBlock } from '../readers/text/lines.js'
import type { ReadOptions } from '../readers/text/options.js'
import { parseNumber } from './number.js'
import { toRegExp } from './pattern.js'

/** How captured text is taken: as numbers (the default) or as it stands. */
export type CaptureType = 'number' | 'string'

/** The value that a capture has. */
export type Captured<T extends CaptureType> = T extends 'string' ? string : number

/** Options of the matching functions. */
export interface MatchOptions<T extends CaptureType = CaptureType> extends ReadOptions {
  /** `'number'` (the default) or `'string'`. */
  readonly as?: T
  /** Take `1,234.5` as a number; default `false`. */
  readonly thousands?: boolean
}

/** A match, and where it was found. */
export interface Found {
  readonly match: RegExpExecArray
  readonly file: string
  readonly line: string
  /** Unknown when it was found from the end. */
  readonly number?: number
}

/** The last match in a file, searched from its end where that can be done. */
export async function lastFound(
  file: string,
  pattern: RegExp | string,
  options: ReadOptions,
): Promise<Found | undefined> {
  const regex = globally(pattern)
  let found: Found | undefined
  const backwards = await visitFromEnd(file, options, (block) => {
    for (let i = block.length - 1; i >= 0 && found === undefined; i--) {
      const line = block[i] ?? ''
      const match = matchesIn(regex, line).at(-1)
      if (match) found = { match, file, line }
    }
    return found !== undefined
  })
  if (!backwards) {
    for await (const block of foundBlocks(file, pattern, options)) {
      for (const one of block) found = one
    }
  }
  return found
}

/** Every match in a file, a block at a time; a block's matches are looked for as they are taken. */
export async function* foundBlocks(
  file: string,
  pattern: RegExp | string,
  options: ReadOptions,
): AsyncGenerator<Iterable<Found>> {
  const regex = globally(pattern)
  for await (const block of lineBlocks(file, options)) yield foundIn(file, regex, block)
}

function* foundIn(file: string, regex: RegExp, { lines, first }: LineBlock): Generator<Found> {
  for (const [index, line] of lines.entries()) {
    for (const match of matchesIn(regex, line)) yield { match, file, line, number: first + index }
  }
}

const compiled = new WeakMap<RegExp, RegExp>()

/** The pattern with the flags that finding every match in a line needs; compiled once. */
export function globally(pattern: RegExp | string): RegExp {
  const regex = toRegExp(pattern)
  let global = compiled.get(regex)
  if (global === undefined) {
    global = new RegExp(regex.source, `${regex.flags.replace(/[gy]/g, '')}g`)
    compiled.set(regex, global)
  }
  return global
}

const NONE: readonly RegExpExecArray[] = []

/** The matches in a line. */
export function matchesIn(regex: RegExp, line: string): readonly RegExpExecArray[] {
  regex.lastIndex = 0
  let match = regex.exec(line)
  if (match === null) return NONE
  const all: RegExpExecArray[] = []
  for (; match !== null; match = regex.exec(line)) {
    all.push(match)
    // An empty match would be found again and again, with flag u even from within a character.
    if (match[0] === '') regex.lastIndex += characterLength(regex, line)
  }
  return all
}

function characterLength(regex: RegExp, line: string): number {
  const point = /[uv]/.test(regex.flags) ? line.codePointAt(regex.lastIndex) : undefined
  return point !== undefined && point > 0xffff ? 2 : 1
}

/**
 * The value of a match: its first group that took part, or the whole match.
 *
 * @throws IssueError when a number is asked for and it is none.
 */
export function valueOf<T extends CaptureType>(
  found: Found,
  options: MatchOptions<T>,
): Captured<T> {
  const { match } = found
  const groups: readonly (string | undefined)[] = match.slice(1)
  const text = groups.find((capture) => capture !== undefined) ?? match[0]
  return take(text, found, options)
}

/** Captured text as the options want it. */
export function take<T extends CaptureType>(
  text: string,
  found: Found,
  options: MatchOptions<T>,
): Captured<T> {
  const value = options.as === 'string' ? copied(text) : parseNumber(text, options.thousands)
  if (value === undefined) throw notANumber(text, found)
  return value as Captured<T>
}

/** A text of its own: a part of a string would keep the whole block that was read in memory. */
export function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

function notANumber(text: string, { file, line, number }: Found): IssueError {
  const place = number === undefined ? file : `${file}:${number}`
  return new IssueError({
    code: 'value-not-a-number',
    file,
    ...(number === undefined ? {} : { line: number }),
    message:
      `${place}: captured ${shown(text)}, which is not a number, in ${shown(line)}. ` +
      `Narrow the pattern, or take it as a string.`,
  })
}

function shown(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}...` : text)
}
