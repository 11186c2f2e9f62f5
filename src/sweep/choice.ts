import { didYouMean } from '../did-you-mean.js'
import type { ParamValue } from '../experiment.js'
import { valueOf, type Located } from '../readers/yaml/documents.js'
import { pythonStr } from '../values/python-text.js'
import { targetsOf } from './aliases.js'
import { cell, cellOf, type Cell } from './cell.js'
import { readExclude, readWhen } from './conditions.js'
import type { Config } from './config.js'
import { gridOf, type Grid } from './grid.js'
import { nearName } from './near-name.js'
import { MOST, valuesOf } from './range.js'
import { checkReserved } from './reserved.js'
import { described, namedEntries, type Named } from './sections.js'
import { SweepError } from './sweep-error.js'
import type { Template } from './template.js'
import { readZip } from './zip.js'

/** One document of params: a grid and the commands that run it. */
export interface Choice {
  readonly line: number
  readonly grid: Grid
  readonly templates: readonly Template[]
  /** `_repeat` made its param `repeat`. */
  readonly isRepeated: boolean
  /** `_distinct`: names end with a hash of the params. */
  readonly isDistinct: boolean
  /** As it is shown: each value as a list, without a title. */
  readonly shown: ReadonlyMap<string, readonly ParamValue[]>
}

const META = ['_title', '_cmd', '_zip', '_when', '_exclude', '_repeat', '_distinct']

interface ChoiceContext {
  readonly config: Config
  readonly file: string | undefined
  /** In place of `_cmd`, where there are any. */
  readonly commands: readonly string[]
}

/** The entries of a choice, or an error that says what the document is instead. */
export function choiceEntries(document: Located, file: string | undefined): readonly Named[] {
  if (document.kind === 'scalar' && document.value === null) {
    throw new SweepError("This document is empty. Take its '---' out, or give it params.", {
      file,
      line: document.line,
    })
  }
  const fix = 'Write params as `name: value` or `name: [value, value]`.'
  return namedEntries(document, { file, what: 'This document', fix })
}

export function readChoice(document: Located, context: ChoiceContext): Choice {
  const { config, file } = context
  const entries = choiceEntries(document, file)
  const meta = (name: string): Located | undefined =>
    entries.find((entry) => entry.name === name)?.value
  const params = readParams(entries, config, file)
  const repeats = readRepeat(meta('_repeat'), params, file)
  if (repeats !== undefined) params.set('repeat', repeats)
  if (params.size === 0) {
    throw new SweepError('This choice has no param, and so its task no name. Give it one.', {
      file,
      line: document.line,
    })
  }
  const grid = gridOf(params, {
    zip: readZip(meta('_zip'), params, file),
    when: readWhen(meta('_when'), params, file),
    exclude: readExclude(meta('_exclude'), params, file),
  })
  return {
    line: document.line,
    grid,
    templates: readCommands(meta('_cmd'), context),
    isRepeated: repeats !== undefined,
    isDistinct: readDistinct(meta('_distinct'), file),
    shown: shownOf(entries, params),
  }
}

function readParams(
  entries: readonly Named[],
  { aliases }: Config,
  file: string | undefined,
): Map<string, readonly Cell[]> {
  const params = new Map<string, readonly Cell[]>()
  for (const { name, line, value } of entries) {
    if (META.includes(name)) continue
    checkName(name, { file, line })
    checkTuple(name, value, file)
    const cells = valuesOf(value, file)
    if (cells.length === 0) {
      throw new SweepError(
        `'${name}' has an empty list of values: nothing would run. Give it a value, or take it out.`,
        { file, line },
      )
    }
    const alias = aliases.get(name)
    if (alias !== undefined) for (const one of cells) targetsOf(alias, one, file)
    params.set(name, cells)
  }
  return params
}

/** A tuple may be meant as one value or as several. */
function checkTuple(name: string, value: Located, file: string | undefined): void {
  if (value.kind !== 'list' || !value.tuple) return
  throw new SweepError(
    `'${name}' is a tuple, which is one value. Put it into a list: ${name}: [the tuple].`,
    { file, line: value.line },
  )
}

function checkName(name: string, place: { file: string | undefined; line: number }): void {
  checkReserved(name, place)
  const meant = name.startsWith('_') ? nearName(name, META) : undefined
  if (meant === undefined) return
  throw new SweepError(`'${name}' is not known. Did you mean '${meant}'?`, place)
}

function readRepeat(
  section: Located | undefined,
  params: ReadonlyMap<string, unknown>,
  file: string | undefined,
): readonly Cell[] | undefined {
  if (section === undefined) return undefined
  const place = { file, line: section.line }
  const times = section.kind === 'scalar' ? section.value : undefined
  if (typeof times !== 'bigint' || times < 1n || times > MOST) {
    throw new SweepError(
      `'_repeat' is ${described(section)}. Give how often: a whole number from 1 to ${MOST}.`,
      place,
    )
  }
  if (params.has('repeat')) {
    throw new SweepError(
      "'_repeat' adds a param 'repeat', which this choice has. Rename it.",
      place,
    )
  }
  return Array.from({ length: Number(times) }, (_, index) => cell(BigInt(index), section.line))
}

function readCommands(
  section: Located | undefined,
  { config: { templates }, file, commands }: ChoiceContext,
): readonly Template[] {
  const items = section?.kind === 'list' ? section.items : section === undefined ? [] : [section]
  const own = items.map((item) => ({ name: pythonStr(cellOf(item).value), line: item.line }))
  const wanted = commands.length > 0 ? commands.map((name) => ({ name, line: 0 })) : own
  for (const { name, line } of wanted) {
    if (templates.has(name)) continue
    throw new SweepError(`There is no command '${name}'.${didYouMean(name, templates.keys())}`, {
      file,
      line,
    })
  }
  const all = [...templates.values()]
  if (wanted.length === 0) return all
  return all.filter(({ command }) => wanted.some(({ name }) => name === command))
}

function readDistinct(section: Located | undefined, file: string | undefined): boolean {
  if (section === undefined) return false
  if (section.kind === 'scalar' && typeof section.value === 'boolean') return section.value
  throw new SweepError(`'_distinct' is ${described(section)}. Write true, or take it out.`, {
    file,
    line: section.line,
  })
}

function shownOf(
  entries: readonly Named[],
  params: ReadonlyMap<string, readonly Cell[]>,
): ReadonlyMap<string, readonly ParamValue[]> {
  const shown = new Map<string, readonly ParamValue[]>()
  for (const { name, value } of entries) {
    const cells = params.get(name) ?? []
    if (name === '_title' || name === '_repeat') continue
    if (META.includes(name)) shown.set(name, listOf(value))
    else shown.set(name, valuesIn(cells))
  }
  for (const [name, cells] of params) if (!shown.has(name)) shown.set(name, valuesIn(cells))
  return shown
}

const valuesIn = (cells: readonly Cell[]): readonly ParamValue[] => cells.map(({ value }) => value)

const listOf = (located: Located): readonly ParamValue[] =>
  located.kind === 'list' ? located.items.map(valueOf) : [valueOf(located)]
