import type { ParamValue } from '../../experiment.js'
import { PickledObject } from '../../pickled-object.js'
import { damaged, tooLarge, truncated, underflow } from './fault.js'
import type { Objects } from './objects.js'
import type { PythonGlobal } from './python-global.js'
import { LONGEST } from './text.js'

/** The value on top of the stack, when there is one above the last mark. */
export function peek(stack: readonly ParamValue[], top: number, floor: number): ParamValue {
  const value = stack[top - 1]
  if (value === undefined || top <= floor) throw underflow()
  return value
}

export function lastMark(marks: number[]): number {
  const floor = marks.pop()
  if (floor === undefined) throw damaged('it closes a list that it has not opened')
  return floor
}

export function after(at: number, end: number): number {
  if (at > end) throw truncated()
  return at
}

export function positive(length: number): number {
  if (length < 0) throw damaged('a value has a negative length')
  return length
}

export function lineAt(bytes: Buffer, at: number): string {
  const end = bytes.indexOf(0x0a, at)
  if (end < 0) throw truncated()
  if (end - at > LONGEST) throw tooLarge(`a line has ${end - at} bytes`)
  return bytes.toString('latin1', at, end > at && bytes[end - 1] === 0x0d ? end - 1 : end)
}

export function afterLine(bytes: Buffer, at: number): number {
  return bytes.indexOf(0x0a, at) + 1
}

export function numberOfLine(line: string): number {
  if (!/^\d{1,15}$/.test(line)) throw damaged('a reference is not a number')
  return Number(line)
}

export const utf8 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8')

export function globalOf(objects: Objects, module: ParamValue, name: ParamValue): PythonGlobal {
  if (typeof module !== 'string' || typeof name !== 'string') {
    throw damaged('the name of a class is not a text')
  }
  return objects.find(module, name)
}

export function argsOf(value: ParamValue): readonly ParamValue[] {
  if (!Array.isArray(value)) throw damaged('the arguments of a call are not a tuple')
  return value as readonly ParamValue[]
}

/** What only the program that wrote the pickle can look up. */
export function persistent(id: ParamValue): PickledObject {
  return new PickledObject('pickle', 'persistent_load', [id])
}
