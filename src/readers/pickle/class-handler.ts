import type { ParamValue } from '../../experiment.js'
import type { PickledObject } from '../../pickled-object.js'

/**
 * Takes objects of a tool's own classes apart while their pickle is read, so that a million records
 * need not be a million objects at once. Nothing of the class itself is loaded or run.
 *
 * A value may still be filled when a handler is given it (an object that contains itself): what it
 * holds is complete only when the pickle is. When the pickle turns out to be damaged, no value is
 * given for it; what handlers gathered from it is the part before the damage.
 */
export interface ClassHandler {
  /**
   * What stands for a new object, called with the arguments of its `__new__` or class. It may be one
   * and the same for all objects, which then is passed to the other functions for each of them.
   */
  create(args: readonly ParamValue[]): PickledObject
  /** Items set by key: key, value, key, value, … Without it they are passed over. */
  setItems?(object: PickledObject, pairs: readonly ParamValue[]): void
  /** Items appended. Without it they are passed over. */
  append?(object: PickledObject, items: readonly ParamValue[]): void
  /** What `__setstate__` would be given. Without it the state is passed over. */
  build?(object: PickledObject, state: ParamValue): void
}
