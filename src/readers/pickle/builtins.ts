import type { ParamValue } from '../../experiment.js'
import { complexText } from '../complex.js'
import { bytesOfLatin1, bytesOfValue } from './bytes.js'
import { addKey, dictOf } from './dict.js'
import type { Make, Makers } from './python-global.js'

const set: Make = (args) => {
  const [items = []] = args
  if (args.length > 1 || !Array.isArray(items)) return undefined
  const members = new Set<ParamValue>()
  for (const item of items as readonly ParamValue[]) addKey(members, item)
  return members
}

const list: Make = (args) => {
  const [items = []] = args
  return args.length > 1 || !Array.isArray(items) ? undefined : [...(items as ParamValue[])]
}

/** `bytes(b'..')`, `bytearray('..', 'latin-1')`: of a number it would be that many zeros, so never. */
const bytes: Make = (args) => {
  const [from, encoding] = args
  if (args.length === 0) return new Uint8Array(0)
  if (typeof from === 'string' && encoding !== undefined) return bytesOfLatin1(from, encoding)
  if (args.length > 1) return undefined
  const part = bytesOfValue(from)
  return part && new Uint8Array(part)
}

const complex: Make = ([real, imaginary]) =>
  typeof real === 'number' && typeof imaginary === 'number'
    ? complexText(real, imaginary)
    : undefined

const plain =
  (type: 'string' | 'boolean', empty: ParamValue): Make =>
  ([value, ...rest]) =>
    rest.length > 0
      ? undefined
      : value === undefined
        ? empty
        : typeof value === type
          ? value
          : undefined

const number: Make = ([value, ...rest]) => {
  if (rest.length > 0) return undefined
  if (value === undefined) return 0
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined
}

/** `getattr(Class, 'name')` names a member of an enum, or a method. */
const getattr: Make = ([object, name], calls) => calls.attribute(object, name)

export const BUILTINS: Makers = {
  'builtins.set': set,
  'builtins.frozenset': set,
  'builtins.list': list,
  'builtins.tuple': list,
  'builtins.dict': dictOf,
  'builtins.bytes': bytes,
  'builtins.bytearray': bytes,
  'builtins.complex': complex,
  'builtins.str': plain('string', ''),
  'builtins.unicode': plain('string', ''),
  'builtins.bool': plain('boolean', false),
  'builtins.int': number,
  'builtins.long': number,
  'builtins.float': number,
  'builtins.getattr': getattr,
  '_codecs.encode': ([text, encoding = 'utf-8']) =>
    typeof text === 'string' ? bytesOfLatin1(text, encoding) : undefined,
}
