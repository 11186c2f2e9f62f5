import type { ParamValue } from '../../experiment.js'
import { NdArray } from '../../nd-array.js'
import { PickledObject } from '../../pickled-object.js'
import { Allowance, weightOf } from './allowance.js'
import type { ClassHandler } from './class-handler.js'
import { isShallow } from './depth.js'
import { addKey, isTextDict, setItems } from './dict.js'
import { damaged } from './fault.js'
import { Globals } from './globals.js'
import { NumpyDtype } from './numpy-dtype.js'
import { arrayOfState, opaqueArray } from './numpy.js'
import { PythonGlobal, type Calls, type Make } from './python-global.js'
import { Uuid } from './uuid.js'

/** A record of a tool has some ten values; a larger one is kept until the pickle's end. */
const HANDLER_STEPS = 256

/**
 * Makes and fills the objects of a pickle. What fills one gives back what it is from then on: a dict
 * becomes a Map with its first key that is not text.
 */
export class Objects implements Calls {
  readonly #globals: Globals
  readonly #handlers = new WeakMap<PickledObject, ClassHandler>()
  readonly #allowance: Allowance
  /** What handlers were given, and how deeply it is nested is not known yet. */
  readonly unchecked = new Set<ParamValue>()
  /** Large bytes that are parts of the file so far, but for those that an array was made of. */
  readonly views = new Set<Uint8Array>()

  constructor(classes: ReadonlyMap<string, ClassHandler> | undefined, bytesRead: () => number) {
    this.#globals = new Globals(classes)
    this.#allowance = new Allowance(bytesRead)
  }

  find(module: string, name: string): PythonGlobal {
    return this.#globals.find(module, name)
  }

  attribute(
    object: ParamValue | undefined,
    name: ParamValue | undefined,
  ): PythonGlobal | undefined {
    return object instanceof PythonGlobal && typeof name === 'string'
      ? this.find(object.module, `${object.name}.${name}`)
      : undefined
  }

  /** Begins another pickle. */
  reset(): void {
    if (this.unchecked.size > 0) this.unchecked.clear()
    if (this.views.size > 0) this.views.clear()
  }

  /** A class or function with arguments. None is called: known ones give a value by their name. */
  call(callable: ParamValue, args: readonly ParamValue[]): ParamValue {
    if (callable instanceof PythonGlobal) {
      const { handler, make } = callable
      if (handler !== undefined) {
        this.#willBeChecked(args)
        const object = handler.create(args)
        if (!this.#handlers.has(object)) this.#handlers.set(object, handler)
        return object
      }
      return (
        (make && this.#make(make, args)) ?? new PickledObject(callable.module, callable.name, args)
      )
    }
    if (!(callable instanceof PickledObject)) throw damaged('it calls what is not a function')
    return new PickledObject(callable.module, '__call__', [callable, ...args])
  }

  spend(weight: number): void {
    this.#allowance.spend(weight)
  }

  #make(make: Make, args: readonly ParamValue[]): ParamValue | undefined {
    this.spend(weightOf(args))
    return make(args, this)
  }

  /** Sets key, value, key, value, … of a part of the stack. */
  setItems(object: ParamValue, stack: readonly ParamValue[], from: number, to: number): ParamValue {
    if ((to - from) % 2 !== 0) throw damaged('a key has no value')
    if (isTextDict(object)) return setItems(object, stack, from, to)
    if (object instanceof Map) {
      return setItems(object as Map<ParamValue, ParamValue>, stack, from, to)
    }
    if (!(object instanceof PickledObject)) throw damaged('it sets a key of what is not a dict')
    const handler = this.#handlers.get(object)
    if (handler === undefined) {
      const items = object.items instanceof Map ? object.items : new Map<ParamValue, ParamValue>()
      setItems(items, stack, from, to)
      object.items = items
    } else if (handler.setItems !== undefined) {
      const pairs = stack.slice(from, to)
      this.#willBeChecked(pairs)
      handler.setItems(object, pairs)
    }
    return object
  }

  append(object: ParamValue, items: readonly ParamValue[]): void {
    if (Array.isArray(object)) for (const item of items) object.push(item)
    else if (object instanceof PickledObject) {
      const handler = this.#handlers.get(object)
      if (handler === undefined) {
        if (!Array.isArray(object.items)) object.items = []
        for (const item of items) object.items.push(item)
      } else if (handler.append !== undefined) {
        this.#willBeChecked(items)
        handler.append(object, items)
      }
    } else throw damaged('it appends to what is not a list')
  }

  addItems(object: ParamValue, items: readonly ParamValue[]): void {
    if (object instanceof Set) for (const item of items) addKey(object as Set<ParamValue>, item)
    else if (object instanceof PickledObject) this.append(object, items)
    else throw damaged('it adds to what is not a set')
  }

  build(object: ParamValue, state: ParamValue): ParamValue {
    if (object instanceof NumpyDtype) {
      this.spend(weightOf(state))
      object.setState(state)
    } else if (object instanceof NdArray) {
      const array = this.#make(arrayOfState, [state])
      if (array === undefined) return opaqueArray(state)
      // As in NumPy itself, what refers to the empty array sees it filled.
      Object.assign(object, array)
    } else if (object instanceof Uuid) return object.text(state) ?? object
    else if (object instanceof PickledObject) {
      const handler = this.#handlers.get(object)
      if (handler === undefined) {
        if (object instanceof PythonGlobal) this.#globals.forget(object)
        object.state = state
      } else if (handler.build !== undefined) {
        this.#willBeChecked(state)
        handler.build(object, state)
      }
    }
    // Attributes of plain containers (of an OrderedDict, say) are passed over.
    return object
  }

  #willBeChecked(value: ParamValue): void {
    if (!isShallow(value, HANDLER_STEPS, this.unchecked)) this.unchecked.add(value)
  }
}
