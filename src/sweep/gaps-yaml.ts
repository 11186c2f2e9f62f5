import type { ParamValue } from '../experiment.js'
import { valueOf } from '../readers/yaml/documents.js'
import { cell } from './cell.js'
import { readConfig } from './config.js'
import { hashOf } from './fitted-name.js'
import { flowEntry, flowText } from './flow-text.js'
import { isRange } from './range.js'
import type { SweepSource } from './source.js'
import { identityOf } from './spec-keys.js'
import type { Spec, Task } from './task.js'

/**
 * The text of a sweep's file of just some tasks: its first document is the source's, as it stands
 * there, and each task is a choice of its own, so that planning it gives the same names, params and
 * commands.
 */
export function gapsYaml(source: SweepSource, tasks: readonly Task[]): string {
  const { templates } = readConfig(source, { requireResource: false })
  const choices = tasks.map((task) => {
    const names = task.commands.map(({ name }) => name)
    const entries = Array.from(task.choice, ([name, value]) => flowEntry(name, choiceText(value)))
    if (names.length < templates.size) entries.push(flowEntry('_cmd', flowText(names)))
    if (isDistinct(task)) entries.push(flowEntry('_distinct', 'true'))
    return `--- {${entries.join(', ')}}\n`
  })
  return firstDocument(source) + choices.join('')
}

/** A value so written that a choice reads it as one value. */
function choiceText(value: ParamValue): string {
  if (Array.isArray(value)) return `[${flowText(value as readonly ParamValue[])}]`
  return typeof value === 'string' && isRange(value) ? `'${value}'` : flowText(value)
}

/** Whether the name ends with the hash of the params, which no other task must lack to give it. */
function isDistinct({ name, spec }: Task): boolean {
  const cells = new Map(Array.from(spec, ([param, value]) => [param, cell(value, 0)]))
  return name.endsWith(`~${hashOf(identityOf(cells))}`)
}

function firstDocument({ text, first, choices }: SweepSource): string {
  if (text === undefined) return sections(valueOf(first) as Spec)
  const lines = text.split(/(?<=\n|\r(?!\n))/)
  const before = lines.slice(0, choices[0]?.line)
  const mark = before.findLastIndex((line) => /^---(?:\s|$)/.test(line))
  const own = choices.length === 0 ? text : lines.slice(0, mark).join('')
  return /[\r\n]$/.test(own) ? own : `${own}\n`
}

/** The sections of a sweep that no file holds. */
const sections = (document: Spec): string =>
  Array.from(document, ([name, value]) => `${name}: ${flowText(value)}\n`).join('')
