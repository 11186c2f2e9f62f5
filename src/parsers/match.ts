import {
  copied,
  foundBlocks,
  lastFound,
  take,
  valueOf,
  type Captured,
  type CaptureType,
  type Found,
  type MatchOptions,
} from './search.js'

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
  const found = file === null ? undefined : await lastFound(file, pattern, options)
  return found === undefined ? null : toMatch(found, options)
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

/** {@link eachMatch}, a block of the log at a time. */
async function* matchBlocks<T extends CaptureType>(
  file: string | null,
  pattern: RegExp | string,
  options: MatchOptions<T>,
): AsyncGenerator<Iterable<LogMatch<T>>> {
  if (file === null) return
  for await (const block of foundBlocks(file, pattern, options)) yield matches(block, options)
}

function* matches<T extends CaptureType>(
  block: Iterable<Found>,
  options: MatchOptions<T>,
): Generator<LogMatch<T>> {
  for (const found of block) yield toMatch(found, options)
}

function toMatch<T extends CaptureType>(found: Found, options: MatchOptions<T>): LogMatch<T> {
  const { match, line } = found
  const groups = Object.entries(match.groups ?? {}).flatMap(([name, text]) =>
    // A group that took no part is undefined, whatever its type says.
    (text as string | undefined) === undefined ? [] : [[name, take(text, found, options)] as const],
  )
  return {
    value: valueOf(found, options),
    captures: match.slice(1).map((text: string | undefined) => {
      return text === undefined ? undefined : take(text, found, options)
    }),
    groups: Object.fromEntries(groups),
    line: copied(line),
  }
}
