import type { ParamValue } from '../experiment.js'
import type { FileProblem } from '../issue.js'
import { MOST_DEPTH, parseJsonExactly } from './json-exact.js'
import { throwProblem, type ReportOptions } from './text/options.js'
import { readWhole } from './whole.js'

/** What is wrong with a JSON text. */
export type JsonProblem = Required<Pick<FileProblem, 'code' | 'line' | 'message'>>

export interface JsonResult {
  /** Absent when the text is not JSON. */
  readonly value?: ParamValue
  readonly problems: readonly JsonProblem[]
}

const NO_PROBLEMS: readonly JsonProblem[] = []

/**
 * Reads JSON as Python writes it: `NaN` and the infinities are numbers, integers beyond 2^53 are
 * bigints, of keys that are named twice the last counts (`json-duplicate-key`). A text that is not
 * JSON, or nested more than 500 deep, gives a `json-syntax` problem and no value.
 */
export function parseJson(text: string): JsonResult {
  const value = parseFast(text)
  if (value !== undefined) return { value, problems: NO_PROBLEMS }
  const { faults, ...result } = parseJsonExactly(text)
  const problems = faults.map(({ code, at, message }) => ({
    code,
    line: lineAt(text, at),
    message,
  }))
  return { ...result, problems }
}

/**
 * The value in a JSON file of at most 16 MiB; `undefined` when it cannot be used. Without `report`
 * a problem is thrown as an `IssueError`.
 *
 * @throws IssueError as {@link readWhole} does.
 * @example
 * readJson('examples/keras/lr_0.1/config.json') // { optimizer: { name: 'SGD', learning_rate: 0.1 }, batch_size: 32, epochs: 12 }
 */
export function readJson(
  path: string,
  { report = throwProblem }: ReportOptions = {},
): ParamValue | undefined {
  const { value, problems } = parseJson(readWhole(path).replace(/^\ufeff/, ''))
  for (const { code, line, message } of problems) {
    const hint =
      code === 'json-syntax' ? `${path} is not JSON: ${message}.` : `${path}: ${message}.`
    report({ code, file: path, line, message: hint })
  }
  return value
}

/** Where `JSON.parse` loses nothing, which is nearly always; else `undefined`. */
function parseFast(text: string): ParamValue | undefined {
  let value: ParamValue
  try {
    value = JSON.parse(text) as ParamValue
  } catch {
    return undefined
  }
  const keys = keysIn(value, 0)
  // Each key is followed by a colon: as many of these as keys, and no key stood twice.
  return keys === undefined || keys !== countColons(text) ? undefined : value
}

const COLON = /"\s*:/g

function countColons(text: string): number {
  let count = 0
  COLON.lastIndex = 0
  while (COLON.test(text)) count += 1
  return count
}

/** How many keys are in it; `undefined` where an integer may be inexact, or for too deep a value. */
function keysIn(value: ParamValue, depth: number): number | undefined {
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER ? undefined : 0
  if (typeof value !== 'object' || value === null) return 0
  if (depth >= MOST_DEPTH) return undefined
  const items: readonly ParamValue[] = Array.isArray(value) ? value : Object.values(value)
  let count = Array.isArray(value) ? 0 : items.length
  for (const item of items) {
    const inner = keysIn(item, depth + 1)
    if (inner === undefined) return undefined
    count += inner
  }
  return count
}

function lineAt(text: string, at: number): number {
  let line = 1
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', end + 1)) {
    line += 1
  }
  return line
}
