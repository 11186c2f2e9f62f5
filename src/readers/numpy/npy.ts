import { IssueError } from '../../issue.js'
import { NdArray } from '../../nd-array.js'
import { readBytes } from '../bytes.js'
import { parsePickles } from '../pickle/read.js'
import { decodeArray } from './decode.js'
import { dtypeOfDescr, isShape } from './descr.js'
import type { Dtype } from './dtype.js'
import { readLiteral } from './literal.js'

const MAGIC = '\x93NUMPY'
const LONGEST_HEADER = 2 ** 20

/**
 * The array in a `.npy` file.
 *
 * @throws IssueError `file-damaged` when it is not one, or cut off; see also {@link readBytes}.
 * @example
 * const weights = readNpy('test/fixtures/numpy/float32.npy')
 * weights.dtype // 'float32'
 */
export function readNpy(path: string): NdArray {
  return parseNpy(readBytes(path), path)
}

/**
 * The array in the bytes of a `.npy` file (versions 1 to 3). `file` is its name in messages.
 *
 * Source: numpy.org/neps/nep-0001-npy-format.html.
 *
 * @throws IssueError as {@link readNpy} does.
 */
export function parseNpy(bytes: Uint8Array, file: string): NdArray {
  try {
    const { header, start } = headerOf(bytes)
    const { descr, fortran_order: fortran, shape } = fieldsOf(header)
    if (descr === undefined || typeof fortran !== 'boolean' || !isShape(shape)) {
      throw new Error('its header lacks descr, fortran_order or shape')
    }
    const dtype = dtypeOfDescr(descr)
    const data = bytes.subarray(start)
    return hasObjects(dtype) ? pickled(data, file) : decodeArray(dtype, shape, fortran, data)
  } catch (error) {
    if (!(error instanceof Error) || error instanceof IssueError) throw error
    throw new IssueError(
      {
        code: 'file-damaged',
        file,
        message: `${file} is not a readable .npy file: ${error.message}.`,
      },
      { cause: error },
    )
  }
}

function hasObjects({ kind, fields = [], base }: Dtype): boolean {
  const parts = base === undefined ? fields.map(({ dtype }) => dtype) : [base]
  return kind === 'O' || parts.some(hasObjects)
}

/** Arrays of Python objects are pickled as a whole. */
function pickled(data: Uint8Array, file: string): NdArray {
  const [array] = parsePickles(data, file)
  if (array instanceof NdArray) return array
  throw new Error('its objects are not a pickled array')
}

function headerOf(bytes: Uint8Array): { header: string; start: number } {
  const magic = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12))
  if (magic.toString('latin1', 0, 6) !== MAGIC || magic.length < 12) {
    throw new Error('it does not begin as one')
  }
  const version = magic.readUInt8(6)
  if (version < 1 || version > 3) throw new Error(`its version ${version} is unknown`)
  const [from, length] = version === 1 ? [10, magic.readUInt16LE(8)] : [12, magic.readUInt32LE(8)]
  const start = from + length
  if (start > bytes.length) throw new Error('it ends within its header')
  if (length > LONGEST_HEADER) throw new Error(`its header has ${length} bytes`)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, length)
  return { header: text.toString(version === 3 ? 'utf8' : 'latin1'), start }
}

function fieldsOf(header: string): Readonly<Record<string, ReturnType<typeof readLiteral>>> {
  const value = readLiteral(header)
  const isDict = typeof value === 'object' && value !== null && !Array.isArray(value)
  // The literals are texts, numbers, lists and dicts; what is none of the others is a dict.
  return isDict ? (value as Readonly<Record<string, ReturnType<typeof readLiteral>>>) : {}
}
