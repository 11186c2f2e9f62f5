import type { ParamValue } from '../../experiment.js'
import { NdArray, type NumberArray } from '../../nd-array.js'
import { complexText } from '../complex.js'
import { datetimeOf, timedeltaOf } from './datetime.js'
import { NATIVE_ORDER, type Dtype, type Field } from './dtype.js'
import { halfFloats } from './half.js'
import { countOf, toRowOrder } from './shape.js'
import { utf32Text } from './utf32.js'

type Items = NumberArray | ParamValue[]

/**
 * More values than that do not become JavaScript values one by one: they would fill the memory,
 * which ends the program. Numbers are not counted; they stay bytes.
 */
const MOST_VALUES = 2 ** 24

/**
 * The array whose items these bytes are, column by column where `fortran` says so. The bytes are
 * copied.
 *
 * Numbers become a typed array (float16 a Float32Array); booleans, texts (`U`), bytes (`S`, void),
 * complex numbers (as text), dates and objects for structured items become lists.
 *
 * @throws Error when the bytes are not as many as the shape says, or the type cannot be read.
 */
export function decodeArray(
  dtype: Dtype,
  shape: readonly number[],
  fortran: boolean,
  bytes: Uint8Array,
): NdArray {
  const count = countOf(shape, dtype.itemSize)
  if (bytes.length !== count * dtype.itemSize) {
    throw new Error(
      `a ${shortName(dtype)} array of shape (${shape.join(', ')}) takes ${count * dtype.itemSize} bytes, ` +
        `but there are ${bytes.length}`,
    )
  }
  const items = itemsOf(dtype, count, new Uint8Array(bytes))
  return new NdArray(
    dtype.name,
    shape,
    fortran && shape.length > 1 ? reordered(items, shape) : items,
  )
}

/**
 * The single value that these bytes are. An integer beyond 2^53 is a bigint.
 *
 * @throws Error as {@link decodeArray} does.
 */
export function decodeScalar(dtype: Dtype, bytes: Uint8Array): ParamValue {
  if (dtype.kind === 'f' && dtype.itemSize === 8 && bytes.length === 8) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, 8)
    return view.getFloat64(0, dtype.byteOrder === '<')
  }
  return decodeArray(dtype, [], false, bytes).toList()
}

/** The items of bytes that nobody else holds. */
function itemsOf(dtype: Dtype, count: number, bytes: Uint8Array): Items {
  const { kind, itemSize, unit } = dtype
  const { buffer } = swapped(dtype, bytes)
  switch (kind) {
    case 'i':
    case 'u':
      return integers(kind, itemSize, buffer)
    case 'f':
      if (itemSize === 2) return halfFloats(new Uint16Array(buffer))
      return itemSize === 4 ? new Float32Array(buffer) : new Float64Array(buffer)
    case 'b':
      return list(count, (index) => bytes[index] !== 0)
    case 'c': {
      const parts = itemSize === 8 ? new Float32Array(buffer) : new Float64Array(buffer)
      return list(count, (index) => complexText(parts[2 * index] ?? 0, parts[2 * index + 1] ?? 0))
    }
    case 'S':
      return list(count, (index) => withoutNuls(slice(bytes, index, itemSize)))
    case 'U': {
      const points = new Uint32Array(buffer)
      return list(count, (index) => utf32Text(slice(points, index, itemSize / 4)))
    }
    case 'M': {
      const counts = new BigInt64Array(buffer)
      return list(count, (index) => datetimeOf(counts[index] ?? 0n, unit))
    }
    case 'm': {
      const counts = new BigInt64Array(buffer)
      return list(count, (index) => timedeltaOf(counts[index] ?? 0n))
    }
    case 'V':
      if (dtype.fields !== undefined) return records(dtype.fields, itemSize, count, bytes)
      if (dtype.base !== undefined && dtype.shape !== undefined) {
        return subarrays(dtype.base, dtype.shape, count, bytes)
      }
      return list(count, (index) => slice(bytes, index, itemSize))
    case 'O':
      throw new Error('Python objects cannot be read from the bytes of an array')
  }
}

function list(count: number, item: (index: number) => ParamValue): ParamValue[] {
  limit(count)
  // A third of the time of Array.from.
  const items = new Array<ParamValue>(count)
  for (let index = 0; index < count; index += 1) items[index] = item(index)
  return items
}

function limit(count: number): void {
  if (count > MOST_VALUES) {
    throw new Error(`an array has ${count} values; at most ${MOST_VALUES} of its type are read`)
  }
}

function slice<T extends Uint8Array | Uint32Array>(all: T, index: number, length: number): T {
  // A subarray has the class of what it is taken from.
  return all.subarray(index * length, (index + 1) * length) as T
}

/** Turns the bytes of each number round, in place, where they are not in this machine's order. */
function swapped({ kind, itemSize, byteOrder }: Dtype, bytes: Uint8Array): Uint8Array {
  if (byteOrder === '|' || byteOrder === NATIVE_ORDER || bytes.length === 0) return bytes
  const size = kind === 'U' ? 4 : kind === 'c' ? itemSize / 2 : itemSize
  const buffer = Buffer.from(bytes.buffer)
  if (size === 2) buffer.swap16()
  else if (size === 4) buffer.swap32()
  else buffer.swap64()
  return bytes
}

function integers(kind: 'i' | 'u', size: number, buffer: ArrayBufferLike): NumberArray {
  if (size === 1) return kind === 'i' ? new Int8Array(buffer) : new Uint8Array(buffer)
  if (size === 2) return kind === 'i' ? new Int16Array(buffer) : new Uint16Array(buffer)
  if (size === 4) return kind === 'i' ? new Int32Array(buffer) : new Uint32Array(buffer)
  return kind === 'i' ? new BigInt64Array(buffer) : new BigUint64Array(buffer)
}

function withoutNuls(bytes: Uint8Array): Uint8Array {
  let { length } = bytes
  while (length > 0 && bytes[length - 1] === 0) length -= 1
  return bytes.subarray(0, length)
}

/** One object an item. The bytes of each field are gathered, so that each is an array of its own. */
function records(
  fields: readonly Field[],
  itemSize: number,
  count: number,
  bytes: Uint8Array,
): ParamValue[] {
  limit(count * fields.length)
  const columns = fields.map(({ name, dtype, offset }) => {
    const gathered = new Uint8Array(count * dtype.itemSize)
    for (let index = 0; index < count; index += 1) {
      const start = index * itemSize + offset
      gathered.set(bytes.subarray(start, start + dtype.itemSize), index * dtype.itemSize)
    }
    return [name, itemsOf(dtype, count, gathered)] as const
  })
  return list(count, (index) =>
    // Object.fromEntries makes `__proto__` a key like any other.
    Object.fromEntries(columns.map(([name, items]) => [name, plain(items[index])])),
  )
}

/** An item of a typed array as a value by itself. */
function plain(item: ParamValue | undefined): ParamValue {
  return typeof item === 'bigint' && Number.isSafeInteger(Number(item))
    ? Number(item)
    : (item ?? null)
}

function subarrays(
  base: Dtype,
  shape: readonly number[],
  count: number,
  bytes: Uint8Array,
): ParamValue[] {
  const inner = countOf(shape, base.itemSize)
  const items = itemsOf(base, count * inner, bytes)
  return list(
    count,
    (index) => new NdArray(base.name, shape, items.slice(index * inner, (index + 1) * inner)),
  )
}

function reordered(items: Items, shape: readonly number[]): Items {
  if (Array.isArray(items)) {
    const rows = new Array<ParamValue>(items.length)
    toRowOrder(items, rows, shape)
    return rows
  }
  const rows = items.slice()
  // Both are of one class, and so hold items of one kind.
  toRowOrder<number | bigint>(items, rows, shape)
  return rows
}

function shortName({ name }: Dtype): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}
