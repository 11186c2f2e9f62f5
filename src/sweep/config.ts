import type { Located } from '../readers/yaml/documents.js'
import { pythonStr } from '../values/python-text.js'
import { readAliases, type Alias } from './aliases.js'
import { cellOf, type Cell } from './cell.js'
import { nearName } from './near-name.js'
import { checkReserved } from './reserved.js'
import { described, namedEntries, type Named } from './sections.js'
import type { SweepSource } from './source.js'
import { SweepError } from './sweep-error.js'
import { noteAt, parseTemplate, type Template } from './template.js'

/** The first document of a sweep. */
export interface Config {
  /** By command, in the order in which they run. */
  readonly templates: ReadonlyMap<string, Template>
  readonly aliases: ReadonlyMap<string, Alias>
  readonly defaults: ReadonlyMap<string, Cell>
  readonly resources: readonly string[] | 'auto' | undefined
  readonly slurm: ReadonlyMap<string, string>
  readonly notes: readonly string[]
}

const SECTIONS = ['template', 'alias', 'default', 'resource', 'slurm']

/** Reads the first document; `requireResource`: a sweep without resources is an error. */
export function readConfig(
  { first, file, text }: SweepSource,
  { requireResource }: { readonly requireResource: boolean },
): Config {
  const fix = "Begin the file with a document of 'template' and 'resource'."
  const entries = namedEntries(first, { file, what: 'The first document', fix })
  const section = (name: string): Located | undefined =>
    entries.find((entry) => entry.name === name)?.value
  const templates = readTemplates(section('template'), { file, text, line: first.line })
  const aliases = readAliases(section('alias'), file)
  const defaults = readDefaults(section('default'), file)
  const resources = readResources(section('resource'), { file, line: first.line, requireResource })
  const slurm = readSlurm(section('slurm'), file)
  const notes = [...unreadSections(entries, file), ...aliasDefaults(aliases, defaults, file)]
  return { templates, aliases, defaults, resources, slurm, notes }
}

interface TemplatePlace {
  readonly file: string | undefined
  readonly text: string | undefined
  readonly line: number
}

function readTemplates(
  section: Located | undefined,
  { file, text, line }: TemplatePlace,
): ReadonlyMap<string, Template> {
  const fix = "Give each command its shell line: template: { train: 'python train.py {lr}' }."
  if (section === undefined) {
    throw new SweepError(`The first document has no 'template'. ${fix}`, { file, line })
  }
  const entries = namedEntries(section, { file, what: "'template'", fix })
  if (entries.length === 0) {
    throw new SweepError(`'template' holds no command. ${fix}`, { file, line: section.line })
  }
  const lines = text?.split(/\r\n?|\n/) ?? []
  return new Map(entries.map((entry) => [entry.name, readTemplate(entry, { file, lines })]))
}

function readTemplate(
  { name, line, value }: Named,
  { file, lines }: { readonly file: string | undefined; readonly lines: readonly string[] },
): Template {
  const place = { file, line }
  checkCommand(name, place)
  if (value.kind !== 'scalar' || typeof value.value !== 'string') {
    throw new SweepError(
      `The template of '${name}' is ${described(value)} and no text. ` +
        'Write the shell command of it, in quotes if YAML takes it for something else.',
      place,
    )
  }
  return parseTemplate(name, value.value, place, (written) => {
    const index = lines.findIndex((text, at) => at >= line - 1 && text.includes(written))
    return { file, line: index < 0 ? line : index + 1 }
  })
}

// Beside it, the name of a log holds a time and may hold the name of a task.
const LONGEST_COMMAND = 100

function checkCommand(name: string, place: { file: string | undefined; line: number }): void {
  const bytes = Buffer.byteLength(name)
  if (bytes > 0 && bytes <= LONGEST_COMMAND && !name.includes('/')) return
  throw new SweepError(
    `A command's name is a part of its logs' names; '${name.slice(0, LONGEST_COMMAND)}' cannot be. ` +
      `Give it a name of 1 to ${LONGEST_COMMAND} bytes without '/'.`,
    place,
  )
}

function readDefaults(
  section: Located | undefined,
  file: string | undefined,
): ReadonlyMap<string, Cell> {
  if (section === undefined) return new Map()
  const fix = 'Write each default as `name: value`.'
  const entries = namedEntries(section, { file, what: "'default'", fix })
  for (const { name, line } of entries) checkReserved(name, { file, line })
  return new Map(entries.map(({ name, value }) => [name, cellOf(value)]))
}

interface ResourcePlace {
  readonly file: string | undefined
  readonly line: number
  readonly requireResource: boolean
}

function readResources(
  section: Located | undefined,
  { file, line, requireResource }: ResourcePlace,
): readonly string[] | 'auto' | undefined {
  const fix = 'List the GPUs, one task at a time on each: resource: [0, 1].'
  if (section === undefined) {
    if (!requireResource) return undefined
    throw new SweepError(`The first document has no 'resource'. ${fix}`, { file, line })
  }
  if (section.kind === 'scalar' && section.value === 'auto') return 'auto'
  const place = { file, line: section.line }
  if (section.kind !== 'list') {
    throw new SweepError(`'resource' is ${described(section)} and no list. ${fix}`, place)
  }
  if (section.items.length === 0 && requireResource) {
    throw new SweepError(`'resource' is an empty list: nothing could run. ${fix}`, place)
  }
  return section.items.map((item) => pythonStr(cellOf(item).value))
}

function readSlurm(
  section: Located | undefined,
  file: string | undefined,
): ReadonlyMap<string, string> {
  if (section === undefined) return new Map()
  const fix = "Write each option of sbatch as `name: value`, as in 'time: 2:00:00'."
  const entries = namedEntries(section, { file, what: "'slurm'", fix })
  return new Map(
    entries.map(({ name, line, value }) => {
      if (value.kind === 'scalar') return [name, value.text]
      throw new SweepError(`'${name}' of 'slurm' is a ${value.kind}. ${fix}`, { file, line })
    }),
  )
}

function unreadSections(entries: readonly Named[], file: string | undefined): string[] {
  return entries.flatMap(({ name, line }) => {
    const meant = SECTIONS.includes(name) ? undefined : nearName(name, SECTIONS)
    if (meant === undefined) return []
    return [noteAt({ file, line }, `'${name}' is not read; if you mean '${meant}', write it so.`)]
  })
}

function aliasDefaults(
  aliases: ReadonlyMap<string, Alias>,
  defaults: ReadonlyMap<string, Cell>,
  file: string | undefined,
): string[] {
  return [...defaults].flatMap(([name, { line }]) => {
    if (!aliases.has(name)) return []
    const fix = 'give the params that it stands for their defaults instead.'
    return [noteAt({ file, line }, `The alias '${name}' in 'default' stands for nothing; ${fix}`)]
  })
}
