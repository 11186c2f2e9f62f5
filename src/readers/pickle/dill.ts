import type { ParamValue } from '../../experiment.js'
import { PickledObject } from '../../pickled-object.js'
import { isTextDict } from './dict.js'
import { arrayOfState, isPlainArray } from './numpy.js'
import { PythonGlobal, type Make, type Makers } from './python-global.js'

/** `_load_type('set')`: a type of Python's own, by name. */
const loadType: Make = ([name], calls) =>
  typeof name === 'string' ? calls.find(/Type$/.test(name) ? 'types' : 'builtins', name) : undefined

/** `_eval_repr('range(1, 10, 3)')`: never evaluated; these are the texts that dill writes there. */
const evalRepr: Make = ([text], calls) => {
  if (typeof text !== 'string') return undefined
  if (text === 'Ellipsis' || text === 'NotImplemented') return calls.find('builtins', text)
  const [whole, numbers = ''] = /^range\((-?\d+(?:, ?-?\d+){1,2})\)$/.exec(text) ?? []
  if (whole === undefined || whole.length > 1000) return undefined
  return new PickledObject('builtins', 'range', numbers.split(',').map(integer))
}

function integer(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

/** `_create_array(_reconstruct, arguments, state, attributes)`: an array in one call. */
const createArray: Make = ([, args, state = null], calls) =>
  Array.isArray(args) && isPlainArray(args[0] as ParamValue | undefined)
    ? arrayOfState([state], calls)
    : undefined

/** `_create_namedtuple(name, fields, module)`: the class; calls of it give opaque objects. */
const createNamedtuple: Make = ([name, , module]) =>
  typeof name === 'string' && typeof module === 'string'
    ? new PythonGlobal(module, name)
    : undefined

/** `_create_type(type, name, bases, attributes)`: a class by value. */
const createType: Make = ([, name, , attributes]) => {
  if (typeof name !== 'string' || !isTextDict(attributes)) return undefined
  const module = attributes['__module__']
  const type = new PythonGlobal(typeof module === 'string' ? module : '__main__', name)
  type.state = attributes
  return type
}

export const DILL: Makers = Object.fromEntries(
  // Before dill 0.3.6 the functions were in a module of another name.
  ['dill._dill', 'dill.dill'].flatMap((module) => [
    [`${module}._load_type`, loadType],
    [`${module}._eval_repr`, evalRepr],
    [`${module}._create_array`, createArray],
    [`${module}._create_namedtuple`, createNamedtuple],
    [`${module}._create_type`, createType],
  ]),
)
