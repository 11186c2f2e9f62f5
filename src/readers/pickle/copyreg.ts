import type { ParamValue } from '../../experiment.js'
import { PickledObject } from '../../pickled-object.js'
import { isTextDict } from './dict.js'
import { PythonGlobal, type Make, type Makers } from './python-global.js'

/** `_reconstructor(class, base, value of the base)`: how protocols 0 and 1 write any object. */
const reconstructor: Make = ([type, base, value = null], calls) => {
  if (!(type instanceof PythonGlobal) || !(base instanceof PythonGlobal)) return undefined
  if (base.name === 'object') return calls.call(type, [])
  if (type.make !== undefined || type.handler !== undefined) return calls.call(type, [value])
  const items = itemsOf(value)
  return items === undefined
    ? new PickledObject(type.module, type.name, [value])
    : new PickledObject(type.module, type.name, [], undefined, items)
}

function itemsOf(value: ParamValue): ParamValue[] | Map<ParamValue, ParamValue> | undefined {
  if (value instanceof Map) return new Map<ParamValue, ParamValue>(value)
  if (Array.isArray(value)) return [...(value as ParamValue[])]
  return isTextDict(value) ? new Map<ParamValue, ParamValue>(Object.entries(value)) : undefined
}

const newobj: Make = ([type, ...args], calls) =>
  type instanceof PythonGlobal ? calls.call(type, args) : undefined

const newobjEx: Make = ([type, args, keywords], calls) =>
  type instanceof PythonGlobal && Array.isArray(args)
    ? calls.call(type, withKeywords(args as ParamValue[], keywords))
    : undefined

/** Arguments with names follow the others as one dict. */
export function withKeywords(
  args: readonly ParamValue[],
  keywords: ParamValue | undefined,
): readonly ParamValue[] {
  const isNone =
    keywords === undefined || (isTextDict(keywords) && Object.keys(keywords).length === 0)
  return isNone ? args : [...args, keywords]
}

export const COPYREG: Makers = {
  'copyreg._reconstructor': reconstructor,
  'copyreg.__newobj__': newobj,
  'copyreg.__newobj_ex__': newobjEx,
}
