import type { ParamValue } from '../../experiment.js'
import { NdArray } from '../../nd-array.js'
import { PickledObject } from '../../pickled-object.js'
import { decodeArray, decodeScalar } from '../numpy/decode.js'
import type { Dtype } from '../numpy/dtype.js'
import { bytesOfValue } from './bytes.js'
import { damaged } from './fault.js'
import { NumpyDtype } from './numpy-dtype.js'
import { PythonGlobal, type Calls, type Make, type Makers } from './python-global.js'
import { transposed } from './transpose.js'

/** `scalar(dtype, bytes)`, or the value itself for an object. */
const scalar: Make = ([type, value]) => {
  if (!(type instanceof NumpyDtype) || type.dtype === undefined || value === undefined) {
    return undefined
  }
  if (type.dtype.kind === 'O') return value
  const { dtype } = type
  const bytes = bytesOfValue(value, dtype.itemSize)
  return bytes && decoded(() => decodeScalar(dtype, bytes))
}

/** `_reconstruct(ndarray, (0,), b'b')`: an empty array, which BUILD fills. */
const reconstruct: Make = ([type]) =>
  isPlainArray(type) ? new NdArray('int8', [0], new Int8Array(0)) : undefined

/** Arrays of NumPy's own classes; a subclass elsewhere may have a state of its own. */
export function isPlainArray(type: ParamValue | undefined): boolean {
  return (
    type instanceof PythonGlobal &&
    /^numpy\b/.test(type.module) &&
    ['ndarray', 'matrix', 'recarray', 'memmap'].includes(type.name)
  )
}

/** `_frombuffer(bytes, dtype, shape, order, axes)`, of protocol 5. */
const frombuffer: Make = ([data, type, shape, order, axes = null], calls) => {
  const array = arrayOf(calls, shape, type, order === 'F', data)
  if (order !== 'K' || axes === null || array === undefined) return array
  return isOrder(axes, array.shape.length) ? transposed(array, axes) : undefined
}

function isOrder(axes: ParamValue, length: number): axes is readonly number[] {
  if (!Array.isArray(axes) || axes.length !== length) return false
  const all = new Set<unknown>(axes)
  return (
    all.size === length && Array.from({ length }, (_, axis) => axis).every((axis) => all.has(axis))
  )
}

/** What an array's `__setstate__` is given: version, shape, dtype, Fortran order, data. */
export const arrayOfState: Make = ([state], calls) => {
  if (!Array.isArray(state)) return undefined
  const parts = state as readonly ParamValue[]
  const [shape, type, fortran, data] = parts.length === 4 ? parts : parts.slice(1)
  return arrayOf(calls, shape, type, fortran === true || fortran === 1, data)
}

function arrayOf(
  calls: Calls,
  shape: ParamValue | undefined,
  type: ParamValue | undefined,
  fortran: boolean,
  data: ParamValue | undefined,
): NdArray | undefined {
  if (!(type instanceof NumpyDtype) || type.dtype === undefined) return undefined
  if (!isShape(shape)) return undefined
  const { dtype } = type
  if (dtype.kind === 'O') return objectArray(dtype, shape, data)
  const count = shape.reduce((product, length) => product * length, 1)
  const bytes = bytesOfValue(data, count * dtype.itemSize)
  if (data instanceof Uint8Array) calls.views.delete(data)
  if (bytes?.length === count * dtype.itemSize) calls.spend(valuesIn(dtype) * count)
  return bytes && decoded(() => decodeArray(dtype, shape, fortran, bytes))
}

/** How many values an item becomes; fields without bytes make many of few bytes. */
function valuesIn({ fields, base, shape = [] }: Dtype): number {
  if (fields !== undefined) return fields.reduce((sum, field) => sum + valuesIn(field.dtype), 1)
  if (base === undefined) return 1
  return shape.reduce((product, length) => product * length, valuesIn(base))
}

function isShape(shape: ParamValue | undefined): shape is readonly number[] {
  return (
    Array.isArray(shape) && shape.every((length) => Number.isSafeInteger(length) && length >= 0)
  )
}

function objectArray(
  dtype: Dtype,
  shape: readonly number[],
  data: ParamValue | undefined,
): NdArray | undefined {
  // Objects are listed row by row, whatever the order of the array.
  if (!Array.isArray(data)) return undefined
  const items = data as readonly ParamValue[]
  if (shape.reduce((size, length) => size * length, 1) !== items.length) {
    throw damaged(`an array of shape (${shape.join(', ')}) has ${items.length} items`)
  }
  return new NdArray(dtype.name, shape, items)
}

function decoded<T>(decode: () => T): T {
  try {
    return decode()
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error))
  }
}

/** An array whose state is not understood, as an opaque object. */
export function opaqueArray(state: ParamValue): PickledObject {
  return new PickledObject('numpy', 'ndarray', [], state)
}

const dtype: Make = (args) => new NumpyDtype(args)

export const NUMPY: Makers = {
  'numpy.dtype': dtype,
  'numpy.core.multiarray.scalar': scalar,
  'numpy.core.multiarray._reconstruct': reconstruct,
  'numpy.core.numeric._frombuffer': frombuffer,
}
