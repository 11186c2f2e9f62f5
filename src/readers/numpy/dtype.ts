import { endianness } from 'node:os'

/** What the bytes of one item of a NumPy array mean. */
export interface Dtype {
  /**
   * NumPy's `str` of it in this machine's byte order: `float64`, `<U7`, `|S3`, `datetime64[D]`.
   * Structured types have the order of each field: `[('a', '>i4')]`.
   */
  readonly name: string
  readonly kind: 'b' | 'i' | 'u' | 'f' | 'c' | 'S' | 'U' | 'M' | 'm' | 'V' | 'O'
  /** In bytes. */
  readonly itemSize: number
  /** `|` where it does not matter. */
  readonly byteOrder: '<' | '>' | '|'
  /** Of dates and spans of time: `D`, `ns`, `25s`; absent for generic ones. */
  readonly unit?: string
  /** Of a structured type. */
  readonly fields?: readonly Field[]
  /** Of a subarray: the type of its items, and how many there are. */
  readonly base?: Dtype
  readonly shape?: readonly number[]
  /** How deeply structured types and subarrays are nested; absent for plain types. */
  readonly depth?: number
}

export interface Field {
  readonly name: string
  readonly dtype: Dtype
  /** In bytes from the start of the item. */
  readonly offset: number
}

export const NATIVE_ORDER = endianness() === 'LE' ? '<' : '>'

/** The names and the one-letter codes that NumPy has on 64-bit Linux and macOS. */
const ALIASES: Readonly<Record<string, string>> = {
  '?': 'b1',
  bool: 'b1',
  b: 'i1',
  int8: 'i1',
  h: 'i2',
  int16: 'i2',
  i: 'i4',
  int32: 'i4',
  l: 'i8',
  q: 'i8',
  int64: 'i8',
  B: 'u1',
  uint8: 'u1',
  H: 'u2',
  uint16: 'u2',
  I: 'u4',
  uint32: 'u4',
  L: 'u8',
  Q: 'u8',
  uint64: 'u8',
  e: 'f2',
  float16: 'f2',
  f: 'f4',
  float32: 'f4',
  d: 'f8',
  float64: 'f8',
  F: 'c8',
  complex64: 'c8',
  D: 'c16',
  complex128: 'c16',
  O: 'O8',
  object: 'O8',
  M: 'M8',
  datetime64: 'M8',
  m: 'm8',
  timedelta64: 'm8',
  S: 'S0',
  U: 'U0',
  V: 'V0',
}

const SIZES = { b: [1], i: [1, 2, 4, 8], u: [1, 2, 4, 8], f: [2, 4, 8], c: [8, 16], O: [8, 4] }

const NUMBER_NAMES = { b: 'bool', i: 'int', u: 'uint', f: 'float', c: 'complex', O: 'object' }

/**
 * The type that NumPy has under a name (`float64`) or a code (`<f4`, `>i2`, `U7`, `M8[D]`, `?`).
 *
 * Source: numpy.org/doc/stable/reference/arrays.interface.html and arrays.dtypes.html.
 *
 * @throws Error for a type that there is not, or that JavaScript cannot hold (`float128`).
 */
export function dtypeOf(text: string): Dtype {
  const [, order = '', code = '', brackets] =
    /^([<>|=]?)([a-zA-Z\d?]+)(?:\[(\w+)\])?$/.exec(text) ?? []
  const known = Object.hasOwn(ALIASES, code) ? ALIASES[code] : code
  const [, kind, digits = ''] = /^([biufcSUVMmOa])(\d+)$/.exec(known ?? '') ?? []
  const size = Number(digits)
  if (!Number.isSafeInteger(size * 4)) throw unsupported(text)
  const byteOrder = order === '<' || order === '>' ? order : NATIVE_ORDER
  switch (kind) {
    case 'S':
    case 'a':
      return { name: `|S${size}`, kind: 'S', itemSize: size, byteOrder: '|' }
    case 'V':
      return { name: `|V${size}`, kind, itemSize: size, byteOrder: '|' }
    case 'U':
      return { name: `${NATIVE_ORDER}U${size}`, kind, itemSize: 4 * size, byteOrder }
    case 'M':
    case 'm':
      if (size === 8) return timeType(kind, byteOrder, brackets)
      break
    case 'b':
    case 'i':
    case 'u':
    case 'f':
    case 'c':
    case 'O':
      if (SIZES[kind].includes(size) && brackets === undefined)
        return numberType(kind, size, byteOrder)
      break
    case undefined:
      break
  }
  throw unsupported(text)
}

function numberType(kind: keyof typeof SIZES, size: number, order: '<' | '>'): Dtype {
  const byteOrder = size === 1 || kind === 'O' ? '|' : order
  const bits = kind === 'b' || kind === 'O' ? '' : String(8 * size)
  return { name: `${NUMBER_NAMES[kind]}${bits}`, kind, itemSize: size, byteOrder }
}

const UNIT = /^(?:[1-9]\d{0,8})?(?:Y|M|W|D|h|m|s|ms|us|ns|ps|fs|as)$/

function timeType(kind: 'M' | 'm', byteOrder: '<' | '>', unit: string | undefined): Dtype {
  const isGeneric = unit === undefined || unit === 'generic'
  if (!isGeneric && !UNIT.test(unit)) throw unsupported(`${kind}8[${unit}]`)
  const word = kind === 'M' ? 'datetime64' : 'timedelta64'
  if (isGeneric) return { name: word, kind, itemSize: 8, byteOrder }
  return { name: `${word}[${unit}]`, kind, itemSize: 8, byteOrder, unit }
}

/** NumPy's code of a type, as it stands within structured types: `<f8`, `?`, `S3`, `<M8[D]`. */
export function dtypeCode(dtype: Dtype): string {
  const { kind, itemSize, byteOrder, unit } = dtype
  if (dtype.depth !== undefined) return dtype.name
  if (kind === 'b') return '?'
  if (kind === 'O') return 'O'
  const order = byteOrder === '|' ? '' : byteOrder
  const size = kind === 'U' ? itemSize / 4 : itemSize
  return `${order}${kind}${size}${unit === undefined ? '' : `[${unit}]`}`
}

function unsupported(text: string): Error {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  return new Error(`the NumPy type ${JSON.stringify(shown)} is not one that can be read`)
}
