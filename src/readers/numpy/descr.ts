import type { ParamValue } from '../../experiment.js'
import { structOf, subarrayOf } from './compound.js'
import { dtypeOf, type Dtype, type Field } from './dtype.js'

/**
 * The type that the header of a `.npy` file describes: a code, a code with a shape, or a list of
 * fields.
 *
 * Source: numpy/lib/format.py, `descr_to_dtype`.
 *
 * @throws Error when it is none of these.
 */
export function dtypeOfDescr(descr: ParamValue): Dtype {
  if (typeof descr === 'string') return dtypeOf(descr)
  if (!Array.isArray(descr)) throw noDescr()
  // Array.isArray does not narrow readonly arrays.
  const parts = descr as readonly ParamValue[]
  const [first, second] = parts
  if (parts.length === 2 && first !== undefined && isShape(second) && !isField(first)) {
    return subarrayOf(dtypeOfDescr(first), second)
  }
  return recordOf(parts)
}

function recordOf(parts: readonly ParamValue[]): Dtype {
  const fields: Field[] = []
  let offset = 0
  for (const part of parts) {
    if (!isField(part)) throw noDescr()
    const [title, descr, shape] = part
    const item = dtypeOfDescr(descr ?? null)
    const dtype = isShape(shape) ? subarrayOf(item, shape) : item
    // A title stands before the name; unnamed bytes fill up to the next field.
    const name = Array.isArray(title) ? (title as readonly ParamValue[])[1] : title
    if (typeof name !== 'string') throw noDescr()
    if (name !== '' || dtype.kind !== 'V' || dtype.depth !== undefined) {
      fields.push({ name, dtype, offset })
    }
    offset += dtype.itemSize
  }
  return structOf(fields, offset)
}

function isField(part: ParamValue): part is readonly ParamValue[] {
  return Array.isArray(part) && part.length >= 2 && !isShape(part as readonly ParamValue[])
}

export function isShape(value: ParamValue | undefined): value is readonly number[] {
  return Array.isArray(value) && value.every((length) => typeof length === 'number')
}

function noDescr(): Error {
  return new Error('its header does not describe a type')
}
