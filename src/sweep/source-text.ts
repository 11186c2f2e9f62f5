import type { ParamValue } from '../experiment.js'
import { valueOf } from '../readers/yaml/documents.js'
import { flowEntry, flowText } from './flow-text.js'
import { isRange } from './range.js'
import type { SweepSource } from './source.js'
import type { Spec } from './task.js'

/** The text of a sweep's file; one that means the same, for a sweep that was given as an object. */
export function sourceText({ text, first, choices }: SweepSource): string {
  if (text !== undefined) return text
  const documents = [
    flowText(valueOf(first)),
    ...choices.map((choice) => choiceText(valueOf(choice))),
  ]
  return documents.map((document) => `--- ${document}\n`).join('')
}

function choiceText(choice: ParamValue): string {
  const entries = Array.from(choice as Spec, ([name, value]) => flowEntry(name, valuesText(value)))
  return `{${entries.join(', ')}}`
}

/** A text that looks like a range is one in a file, unless it is quoted. */
function valuesText(value: ParamValue): string {
  if (Array.isArray(value))
    return `[${(value as readonly ParamValue[]).map(valuesText).join(', ')}]`
  return typeof value === 'string' && isRange(value) ? `'${value}'` : flowText(value)
}
