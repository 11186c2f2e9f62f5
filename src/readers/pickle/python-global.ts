import type { ParamValue } from '../../experiment.js'
import { PickledObject } from '../../pickled-object.js'
import type { ClassHandler } from './class-handler.js'

/** What a known function may need of the machine that calls it. */
export interface Calls {
  /** Large bytes that are parts of the file so far; what is made of them is taken out. */
  readonly views: Set<Uint8Array>
  /** Refuses to make more values than an honest pickle does. */
  spend(weight: number): void
  find(module: string, name: string): PythonGlobal
  call(callable: ParamValue, args: readonly ParamValue[]): ParamValue
  /** Of a class: a method, or a member of an enum. */
  attribute(object: ParamValue | undefined, name: ParamValue | undefined): PythonGlobal | undefined
}

/**
 * What stands for a call of a known class or function: a value, or `undefined` when the arguments
 * are not what that class takes, and the object stays opaque.
 */
export type Make = (args: readonly ParamValue[], calls: Calls) => ParamValue | undefined

/** Known classes and functions by name; the module is that of Python 3. */
export type Makers = Readonly<Record<string, Make>>

/** A class or function that a pickle names. It is never loaded: only its name counts. */
export class PythonGlobal extends PickledObject {
  // Private, so that they are not looked at as parts of the value.
  readonly #make: Make | undefined
  readonly #handler: ClassHandler | undefined

  constructor(module: string, name: string, make?: Make, handler?: ClassHandler) {
    super(module, name)
    this.#make = make
    this.#handler = handler
  }

  get make(): Make | undefined {
    return this.#make
  }

  get handler(): ClassHandler | undefined {
    return this.#handler
  }
}
