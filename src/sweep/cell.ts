import type { ParamValue } from '../experiment.js'
import { valueOf, type Located } from '../readers/yaml/documents.js'
import { equalityKey } from './equality-key.js'

/** A value of a param with the line that it is written in, 0 when there is none. */
export interface Cell {
  readonly value: ParamValue
  readonly line: number
  /** Equal for two values that Python has equal. */
  readonly key: string
}

export const cellOf = (located: Located): Cell => cell(valueOf(located), located.line)

export const cell = (value: ParamValue, line: number): Cell => ({
  value,
  line,
  key: equalityKey(value),
})
