import { didYouMean } from '../did-you-mean.js'
import type { Located } from '../readers/yaml/documents.js'
import { pythonStr } from '../values/python-text.js'
import { cellOf, type Cell } from './cell.js'
import { checkReserved } from './reserved.js'
import { described, namedEntries, type Named } from './sections.js'
import { SweepError } from './sweep-error.js'

/** A param that stands for others: the params of each of its values. */
export interface Alias {
  readonly name: string
  /** By the key of the value. */
  readonly cases: ReadonlyMap<string, ReadonlyMap<string, Cell>>
  /** The values as texts, for messages. */
  readonly values: readonly string[]
}

/** The aliases of a sweep by their names. */
export function readAliases(
  section: Located | undefined,
  file: string | undefined,
): ReadonlyMap<string, Alias> {
  if (section === undefined) return new Map()
  const fix = 'Write each alias as a map: arch: { small: { layers: 2 }, large: { layers: 6 } }.'
  const entries = namedEntries(section, { file, what: "'alias'", fix })
  return new Map(entries.map((entry) => [entry.name, readAlias(entry, file)]))
}

function readAlias({ name, line, value }: Named, file: string | undefined): Alias {
  if (value.kind !== 'map' || value.entries.length === 0) {
    throw new SweepError(
      `The alias '${name}' is ${value.kind === 'map' ? 'an empty map' : described(value)}. ` +
        `Give the params of each of its values: ${name}: { small: { layers: 2 } }.`,
      { file, line },
    )
  }
  const cases = new Map<string, ReadonlyMap<string, Cell>>()
  const values: string[] = []
  for (const entry of value.entries) {
    const { value: written, key } = cellOf(entry.key)
    const text = pythonStr(written)
    const targets = readTargets(entry.value, `'${name}: ${text}' of 'alias'`, file)
    const [first] = cases.values()
    checkEven(first, targets, { alias: name, value: text, file, line: entry.key.line })
    cases.set(key, targets)
    values.push(text)
  }
  return { name, cases, values }
}

function readTargets(
  located: Located,
  what: string,
  file: string | undefined,
): ReadonlyMap<string, Cell> {
  const fix = 'Give the params that it stands for: { layers: 2, hidden: 64 }.'
  const entries = namedEntries(located, { file, what, fix })
  if (entries.length === 0) {
    throw new SweepError(`${what} is an empty map. ${fix}`, { file, line: located.line })
  }
  for (const { name, line } of entries) checkReserved(name, { file, line })
  return new Map(entries.map(({ name, value }) => [name, cellOf(value)]))
}

interface Case {
  readonly alias: string
  readonly value: string
  readonly file: string | undefined
  readonly line: number
}

function checkEven(
  first: ReadonlyMap<string, Cell> | undefined,
  targets: ReadonlyMap<string, Cell>,
  { alias, value, file, line }: Case,
): void {
  if (first === undefined) return
  const lacking = [...first.keys()].filter((name) => !targets.has(name))
  const more = [...targets.keys()].filter((name) => !first.has(name))
  if (lacking.length + more.length === 0) return
  const problem =
    lacking.length > 0
      ? `does not give ${lacking.join(', ')}, which the values before it do`
      : `gives ${more.join(', ')}, which the values before it do not`
  throw new SweepError(
    `'${alias}: ${value}' of 'alias' ${problem}. Give all values of '${alias}' the same params.`,
    { file, line },
  )
}

/** The params that a value of an alias stands for. */
export function targetsOf(
  { name, cases, values }: Alias,
  { key, value, line }: Cell,
  file: string | undefined,
): ReadonlyMap<string, Cell> {
  const targets = cases.get(key)
  if (targets !== undefined) return targets
  const text = pythonStr(value)
  throw new SweepError(`The alias '${name}' has no value '${text}'.${didYouMean(text, values)}`, {
    file,
    line,
  })
}
