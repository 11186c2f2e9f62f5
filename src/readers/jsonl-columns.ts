import type { ParamValue, Points } from '../experiment.js'
import { GrowingColumn } from './growing-column.js'
import { parseLine } from './jsonl.js'
import { FlatLines } from './flat-line.js'
import { markLength, readLineBlocks } from './text/line-blocks.js'
import { throwProblem, type ReportOptions } from './text/options.js'
import { tellFirst } from './text/tell-first.js'

const LF = 10

/** A hostile line may have a million keys: only the columns of the first get much room. */
const FEW_KEYS = 256

/** In bytes, estimated: what is kept must fit into memory. */
const MOST_KEPT = 2 ** 30
const COLUMN = 1024
const POINT = 16
/** Of a byte of text when it is not numbers. */
const OTHER = 8

export interface JsonColumns {
  /** The keys of the records, in the order of their first appearance. */
  readonly names: readonly string[]
  /** The values of a key; the steps are the numbers of the records that have it, from 0. */
  readonly column: (name: string) => Points | undefined
}

/**
 * The keys of a file of JSON lines as columns. Only lines that are objects are records and count as
 * steps; others are reported (`layout-mismatch`), and so is what `readJsonLines` reports. What does
 * not fit into memory is left out (`file-too-large`). Without `report` a problem is thrown.
 *
 * @throws IssueError `file-unreadable`.
 * @example
 * const { names, column } = readJsonColumns('test/fixtures/mlxp/logs/1/metrics/train.json')
 * names // ['loss', 'epoch']
 * column('epoch')?.values // Float64Array.of(0, 1, 2, 3, 4, 5)
 */
export function readJsonColumns(
  path: string,
  { report = throwProblem }: ReportOptions = {},
): JsonColumns {
  const { tell, end } = tellFirst(path, report)
  const columns = new Map<string, GrowingColumn>()
  let kept = 0
  const column = (name: string): GrowingColumn => {
    const known = columns.get(name)
    if (known !== undefined) return known
    const fresh = new GrowingColumn(columns.size < FEW_KEYS ? 256 : 8)
    columns.set(name, fresh)
    kept += COLUMN
    return fresh
  }
  let step = 0
  let isFull = false
  // Most lines have the keys of the line before and nothing but numbers: these are read in place.
  const flat = new FlatLines(column)

  readLineBlocks(path, report, (block, firstLine) => {
    let line = firstLine
    let start = line === 1 ? markLength(block) : 0
    for (; start < block.length && kept <= MOST_KEPT; line += 1) {
      const after = flat.read(block, start, step)
      if (after !== -1) {
        start = after
        step += 1
        kept += POINT * flat.width
        continue
      }
      const next = block.indexOf(LF, start)
      const stop = next === -1 ? block.length : next
      const record = parseLine(path, block, start, stop, line, tell)
      if (isRecord(record)) {
        const entries = Object.entries(record)
        for (const [key, value] of entries) column(key).push(step, value)
        flat.learn(record, block, start)
        kept += flat.width > 0 ? POINT * flat.width : OTHER * (stop - start)
        step += 1
      } else if (record !== undefined) {
        const message = `Line ${line} of ${path} is not a JSON object and was left out.`
        tell({ code: 'layout-mismatch', file: path, line, message })
      }
      start = stop + 1
    }
    if (kept > MOST_KEPT && !isFull) {
      isFull = true
      const message = `${path} holds more than fits into memory; what comes after line ${line - 1} was left out.`
      report({ code: 'file-too-large', file: path, line, message })
    }
    return line
  })
  end()
  return { names: Array.from(columns.keys()), column: (name) => columns.get(name)?.points() }
}

function isRecord(value: ParamValue | undefined): value is Readonly<Record<string, ParamValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
