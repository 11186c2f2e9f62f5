import type { ParamValue } from '../../experiment.js'
import { PickledObject } from '../../pickled-object.js'
import { structOf, subarrayOf } from '../numpy/compound.js'
import { dtypeOf, type Dtype, type Field } from '../numpy/dtype.js'
import { isTextDict } from './dict.js'

/** A NumPy type as a pickle has it: `dtype('f8', False, True)`, then its byte order and details. */
export class NumpyDtype extends PickledObject {
  #dtype: Dtype | undefined

  constructor(args: readonly ParamValue[]) {
    super('numpy', 'dtype', args)
    const [text] = args
    this.#dtype = typeof text === 'string' ? plainType(text) : undefined
  }

  /** What it means; `undefined` for a type that cannot be read. */
  get dtype(): Dtype | undefined {
    return this.#dtype
  }

  setState(state: ParamValue): void {
    this.state = state
    const [text] = this.args ?? []
    const isKnown = typeof text === 'string' && Array.isArray(state)
    this.#dtype = isKnown ? typeOfState(text, state as readonly ParamValue[]) : undefined
  }
}

/** The state: version, byte order, subarray, names, fields, item size, alignment, flags, unit. */
function typeOfState(text: string, state: readonly ParamValue[]): Dtype | undefined {
  const [, order, subarray, names, fields, size, , , metadata] = state
  if (Array.isArray(subarray)) return subarrayType(subarray as readonly ParamValue[])
  if (Array.isArray(names)) return structType(names as readonly ParamValue[], fields, size)
  const unit = Array.isArray(metadata) ? unitOf(metadata as readonly ParamValue[]) : ''
  const isOrdered = order === '<' || order === '>'
  return plainType(`${isOrdered ? order : ''}${text}${unit}`)
}

function subarrayType([base, shape]: readonly ParamValue[]): Dtype | undefined {
  if (!(base instanceof NumpyDtype) || base.dtype === undefined) return undefined
  const { dtype } = base
  const lengths = typeof shape === 'number' ? [shape] : shape
  return Array.isArray(lengths) && lengths.every((length) => typeof length === 'number')
    ? readable(() => subarrayOf(dtype, lengths))
    : undefined
}

function structType(
  names: readonly ParamValue[],
  fields: ParamValue | undefined,
  size: ParamValue | undefined,
): Dtype | undefined {
  if (!isTextDict(fields) || typeof size !== 'number') return undefined
  const list: Field[] = []
  for (const name of names) {
    const field = typeof name === 'string' && Object.hasOwn(fields, name) ? fields[name] : undefined
    if (typeof name !== 'string' || !Array.isArray(field)) return undefined
    const [type, offset] = field as readonly ParamValue[]
    const dtype = type instanceof NumpyDtype ? type.dtype : undefined
    if (dtype === undefined || typeof offset !== 'number') return undefined
    list.push({ name, dtype, offset })
  }
  return readable(() => structOf(list, size))
}

/** Of dates and times: `[D]`, `[25s]`. Protocol 5 to 0 have the unit as bytes, Python 2 as text. */
function unitOf([, details]: readonly ParamValue[]): string {
  if (!Array.isArray(details)) return ''
  const [unit, count] = details as readonly ParamValue[]
  const name = unit instanceof Uint8Array ? Buffer.from(unit).toString('latin1') : unit
  return typeof name === 'string' && typeof count === 'number'
    ? `[${count === 1 ? '' : count}${name}]`
    : ''
}

const MOST_KEPT = 1000
const plainTypes = new Map<string, Dtype | undefined>()

function plainType(text: string): Dtype | undefined {
  if (plainTypes.has(text)) return plainTypes.get(text)
  const dtype = readable(() => dtypeOf(text))
  if (plainTypes.size < MOST_KEPT) plainTypes.set(text, dtype)
  return dtype
}

function readable(make: () => Dtype): Dtype | undefined {
  try {
    return make()
  } catch {
    // What is of such a type stays opaque.
    return undefined
  }
}
