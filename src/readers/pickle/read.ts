import { constants } from 'node:buffer'
import type { ParamValue } from '../../experiment.js'
import { IssueError, type FileProblem } from '../../issue.js'
import { readAt, withFile } from '../file.js'
import { throwProblem, type ReportOptions } from '../text/options.js'
import type { ClassHandler } from './class-handler.js'
import { PickleFault, tooLarge } from './fault.js'
import { Machine } from './machine.js'

/** How pickles are read. */
export interface PickleOptions extends ReportOptions {
  /** Who takes objects of some classes apart, by the last part of the class's name. */
  readonly classes?: ReadonlyMap<string, ClassHandler>
}

/** Larger files cannot be read into one buffer. */
const MOST_BYTES = Math.min(2 ** 31 - 1, constants.MAX_LENGTH)

/**
 * The values of the pickles that follow each other in a file, each made when it is asked for. An
 * empty file has none. At a pickle that is cut off or damaged it ends, and tells.
 *
 * Protocols 0 to 5; nothing is executed, and no class is loaded.
 */
export function* eachPickle(path: string, options: PickleOptions = {}): Generator<ParamValue> {
  let bytes: Buffer
  try {
    bytes = readFile(path)
  } catch (error) {
    if (!(error instanceof IssueError)) throw error
    ;(options.report ?? throwProblem)(error.problem)
    return
  }
  yield* parsePickles(bytes, path, options)
}

/**
 * The values of the pickles that follow each other in a file; an empty file has none.
 *
 * Protocols 0 to 5. Nothing is executed and no class is loaded: plain data become values, NumPy
 * arrays an {@link NdArray}, all else a {@link PickledObject} to look at.
 *
 * @throws IssueError without `report`, for a file that is damaged, cut off, or not there.
 * @example
 * const [record] = readPickles('test/fixtures/ml-logger/runs/alice/one_by_one/metrics.pkl')
 * record // { step: 0, loss: 1 }
 */
export function readPickles(path: string, options: PickleOptions = {}): ParamValue[] {
  return [...eachPickle(path, options)]
}

/** The same from bytes; `file` names them in messages. */
export function* parsePickles(
  bytes: Uint8Array,
  file: string,
  options: PickleOptions = {},
): Generator<ParamValue> {
  const { report = throwProblem, classes } = options
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const machine = new Machine(buffer, classes)
  for (let record = 1; machine.position < bytes.length; record++) {
    const start = machine.position
    let value: ParamValue
    try {
      value = machine.load()
    } catch (error) {
      report(problemOf(faultOf(error), file, { record, start, at: machine.position }))
      return
    }
    yield value
  }
}

function readFile(path: string): Buffer {
  return withFile(path, (file) => {
    if (file.size > MOST_BYTES) {
      throw new IssueError({
        code: 'file-too-large',
        file: path,
        message: `${path} has ${(file.size / 2 ** 30).toFixed(1)} GiB; pickles of up to 2 are read. Is it the right file?`,
      })
    }
    const bytes = Buffer.allocUnsafeSlow(file.size)
    return bytes.subarray(0, readAt(path, file, bytes, 0))
  })
}

function faultOf(error: unknown): PickleFault {
  if (error instanceof PickleFault) return error
  // A list, map or text of more than JavaScript can hold.
  if (error instanceof RangeError) return tooLarge(error.message)
  throw error
}

interface Place {
  readonly record: number
  readonly start: number
  readonly at: number
}

const LIKELY = {
  'pickle-truncated':
    'The program was probably killed while it wrote; the pickles before this one were used.',
  'pickle-damaged':
    'It is no pickle, or a damaged one: write it again. The pickles before this one were used.',
  'pickle-too-large': 'No honest pickle does so; look where the file comes from.',
} as const

function problemOf(fault: PickleFault, file: string, { record, start, at }: Place): FileProblem {
  return {
    code: fault.code,
    file,
    message:
      `${file}: pickle ${record} (from byte ${start}) cannot be read at byte ${at}: ${fault.message}. ` +
      LIKELY[fault.code],
  }
}
