import type { ParamValue } from './experiment.js'

/**
 * An object of a Python class that is not plain data: what its pickle says of it, to be looked at.
 * Nothing of the class is ever loaded or run.
 *
 * @example
 * const scheduler = new PickledObject('myproj.sched', 'Linear', [], { warmup: 100 })
 * String(scheduler) // '<myproj.sched.Linear>'
 */
export class PickledObject {
  readonly module: string
  /** The qualified name of the class or function. */
  readonly name: string
  /** What it was called with; `undefined` for the class or function itself. */
  readonly args: readonly ParamValue[] | undefined
  /** What `__setstate__` would be given, mostly the attributes; `undefined` without one. */
  state: ParamValue | undefined
  /** What was appended to it, or set by key, for subclasses of list and dict. */
  items: ParamValue[] | Map<ParamValue, ParamValue> | undefined

  constructor(
    module: string,
    name: string,
    args?: readonly ParamValue[],
    state?: ParamValue,
    items?: ParamValue[] | Map<ParamValue, ParamValue>,
  ) {
    this.module = module
    this.name = name
    this.args = args
    this.state = state
    this.items = items
  }

  toString(): string {
    return `<${this.module}.${this.name}>`
  }

  toJSON(): string {
    return this.toString()
  }
}
