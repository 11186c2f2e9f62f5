import { IssueError } from '../issue.js'
import { visitFromEnd } from '../readers/text/from-end.js'
import { lineBlocks, lines, type LineBlock } from '../readers/text/lines.js'
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

/** One match of a pattern in a log. */
export interface LogMatch<T extends CaptureType = 'number'> {
  /** The first group that took part, or the whole match when the pattern has no groups. */
  readonly value: Captured<T>
  /** All groups in their order; `undefined` for one that took no part. */
  readonly captures: readonly (Captured<T> | undefined)[]
  /** The named groups that took part. */
  readonly groups: Readonly<Record<string, Captured<T>>>
  /** The line that it was found in. */
  readonly line: string
}

/**
 * The last match of a pattern in a log, searched line by line from the end backwards, so that on a
 * log of any size only the end is read. `null` when nothing matches, or when there is no file.
 *
 * @throws IssueError when the file cannot be read, or when text was captured that is not a number.
 * @example
 * const match = await lastMatch(latestLog('train', dir), /test_acc=([\d.]+)/)
 * match?.value // 0.929
 */
export async function lastMatch<T extends CaptureType = 'number'>(
  file: string | null,
  pattern: RegExp | string,
  options: MatchOptions<T> = {},
): Promise<LogMatch<T> | null> {
  if (file === null) return null
  const regex = globally(pattern)
  let found: Found | undefined
  const backwards = await visitFromEnd(file, options, (block) => {
    for (let i = block.length - 1; i >= 0 && found === undefined; i--) {
      found = lastIn(regex, block[i] ?? '')
    }
    return found !== undefined
  })
  if (!backwards) {
    for await (const block of lineBlocks(file, options)) {
      for (const [index, line] of block.lines.entries()) {
        const last = lastIn(regex, line)
        if (last) found = { ...last, number: block.first + index }
      }
    }
  }
  return found === undefined ? null : toMatch(file, found, options)
}

/**
 * The first match of a pattern in a log; nothing after it is read. Otherwise as {@link lastMatch}.
 *
 * @example
 * const match = await firstMatch(latestLog('train', dir), /Iter (?<iter>\d+): loss=(?<loss>[^,]+)/)
 * match?.groups // { iter: 1, loss: 355.4612 }
 */
export async function firstMatch<T extends CaptureType = 'number'>(
  file: string | null,
  pattern: RegExp | string,
  options: MatchOptions<T> = {},
): Promise<LogMatch<T> | null> {
  for await (const block of matchBlocks(file, pattern, options)) {
    for (const match of block) return match
  }
  return null
}

/**
 * All matches of a pattern in a log, in its order. Otherwise as {@link lastMatch}.
 *
 * @example
 * const durations = await allMatches(latestLog('train', dir), /duration=(\S+)/, { as: 'string' })
 * durations.length // 120
 */
export async function allMatches<T extends CaptureType = 'number'>(
  file: string | null,
  pattern: RegExp | string,
  options: MatchOptions<T> = {},
): Promise<LogMatch<T>[]> {
  const all: LogMatch<T>[] = []
  for await (const block of matchBlocks(file, pattern, options)) {
    for (const match of block) all.push(match)
  }
  return all
}

/**
 * The match with the smallest value; the first of equals; NaN only when all are. Otherwise as
 * {@link lastMatch}.
 *
 * @example
 * const match = await minMatch(latestLog('train', dir), /loss=([^,]+)/)
 * match?.value // -4.3783
 */
export function minMatch(
  file: string | null,
  pattern: RegExp | string,
  options: MatchOptions<'number'> = {},
): Promise<LogMatch | null> {
  return extremeMatch(file, pattern, options, (a, b) => a < b)
}

/**
 * The match with the largest value; the first of equals; NaN only when all are. Otherwise as
 * {@link lastMatch}.
 *
 * @example
 * const match = await maxMatch(latestLog('train', dir), /test_acc=([\d.]+)/)
 * match?.value // 0.9293
 */
export function maxMatch(
  file: string | null,
  pattern: RegExp | string,
  options: MatchOptions<'number'> = {},
): Promise<LogMatch | null> {
  return extremeMatch(file, pattern, options, (a, b) => a > b)
}

async function extremeMatch(
  file: string | null,
  pattern: RegExp | string,
  options: MatchOptions<'number'>,
  better: (a: number, b: number) => boolean,
): Promise<LogMatch | null> {
  let best: LogMatch | null = null
  for await (const block of matchBlocks(file, pattern, options)) {
    for (const match of block) {
      if (best === null || Number.isNaN(best.value) || better(match.value, best.value)) best = match
    }
  }
  return best
}

/**
 * Every match of a pattern in a log as it is read; memory does not grow with the log. Otherwise as
 * {@link lastMatch}.
 *
 * @example
 * let sum = 0
 * for await (const { value } of eachMatch(latestLog('train', dir), /loss=([^,]+)/)) sum += value
 */
export async function* eachMatch<T extends CaptureType = 'number'>(
  file: string | null,
  pattern: RegExp | string,
  options: MatchOptions<T> = {},
): AsyncGenerator<LogMatch<T>> {
  for await (const block of matchBlocks(file, pattern, options)) yield* block
}

/** {@link eachMatch}, a block of the log at a time: cheaper where all are looked at. */
export async function* matchBlocks<T extends CaptureType>(
  file: string | null,
  pattern: RegExp | string,
  options: MatchOptions<T>,
): AsyncGenerator<Iterable<LogMatch<T>>> {
  if (file === null) return
  const regex = globally(pattern)
  for await (const block of lineBlocks(file, options)) yield matchesOf(file, regex, block, options)
}

function* matchesOf<T extends CaptureType>(
  file: string,
  regex: RegExp,
  { lines, first }: LineBlock,
  options: MatchOptions<T>,
): Generator<LogMatch<T>> {
  for (const [index, line] of lines.entries()) {
    for (const match of matchesIn(regex, line)) {
      yield toMatch(file, { match, line, number: first + index }, options)
    }
  }
}

/**
 * The last `count` lines of a log, read from its end.
 *
 * @example
 * const [line = ''] = await tail(latestLog('train', dir), 1)
 * line.slice(0, 9) // 'Iter 120:'
 */
export async function tail(
  file: string | null,
  count: number,
  options: ReadOptions = {},
): Promise<string[]> {
  if (file === null || count <= 0) return []
  let last: string[] = []
  const backwards = await visitFromEnd(file, options, (block) => {
    last = [...block.slice(-(count - last.length)), ...last]
    return last.length >= count
  })
  if (!backwards) {
    for await (const line of lines(file, options)) {
      last.push(line)
      if (last.length > count * 2) last = last.slice(-count)
    }
  }
  return last.slice(-count)
}

/** A match, and where it was found. */
export interface Found {
  readonly match: RegExpExecArray
  readonly line: string
  readonly number?: number
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
    // An empty match would be found again and again.
    if (match[0] === '') regex.lastIndex += 1
  }
  return all
}

function lastIn(regex: RegExp, line: string): Found | undefined {
  const match = matchesIn(regex, line).at(-1)
  return match && { match, line }
}

export function toMatch<T extends CaptureType>(
  file: string,
  { match, line, number }: Found,
  options: MatchOptions<T>,
): LogMatch<T> {
  const take = (text: string | undefined): Captured<T> | undefined => {
    if (text === undefined) return undefined
    const value = options.as === 'string' ? text : parseNumber(text, options.thousands)
    if (value === undefined) throw notANumber(file, text, line, number)
    return value as Captured<T>
  }
  const captures = match.slice(1).map(take)
  const groups: Record<string, Captured<T>> = {}
  for (const [name, text] of Object.entries(match.groups ?? {})) {
    const value = take(text)
    if (value !== undefined) groups[name] = value
  }
  const value = captures.find((capture) => capture !== undefined) ?? take(match[0])
  return { value: value as Captured<T>, captures, groups, line }
}

function notANumber(file: string, text: string, line: string, number?: number): IssueError {
  const shown = line.length > 120 ? `${line.slice(0, 120)}...` : line
  const place = number === undefined ? file : `${file}:${number}`
  return new IssueError({
    code: 'value-not-a-number',
    file,
    ...(number === undefined ? {} : { line: number }),
    message: `${place}: captured ${JSON.stringify(text)}, which is not a number, in ${JSON.stringify(shown)}. Narrow the pattern, or take it as a string.`,
  })
}
