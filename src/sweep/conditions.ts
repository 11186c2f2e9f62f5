import { didYouMean } from '../did-you-mean.js'
import type { Located } from '../readers/yaml/documents.js'
import { pythonStr } from '../values/python-text.js'
import type { Cell } from './cell.js'
import { valuesOf } from './range.js'
import { namedEntries, type Named } from './sections.js'
import { SweepError } from './sweep-error.js'

/** The values of each param of a choice. */
export type ParamValues = ReadonlyMap<string, readonly Cell[]>

/** Holds where the param has one of these values. */
export interface Condition {
  readonly param: string
  /** The keys of the values. */
  readonly keys: ReadonlySet<string>
}

/** The params that are only there where all their conditions hold, after those that these name. */
export type When = ReadonlyMap<string, readonly Condition[]>

/** Reads `_when: { momentum: { optimizer: [sgd, nesterov] } }`. */
export function readWhen(
  section: Located | undefined,
  params: ParamValues,
  file: string | undefined,
): When {
  if (section === undefined) return new Map()
  const fix = 'Write: _when: { momentum: { optimizer: [sgd, nesterov] } }.'
  const entries = namedEntries(section, { file, what: "'_when'", fix })
  const when = new Map(
    entries.map(({ name, line, value }) => {
      checkParam(name, params, { file, line, what: '_when' })
      return [name, readConditions(value, params, { file, what: `'${name}' of '_when'`, fix })]
    }),
  )
  return inOrder(when, { file, line: section.line })
}

/** Reads `_exclude: [{ norm: new, lr: 0.1 }]`: combinations that match all of one entry are left out. */
export function readExclude(
  section: Located | undefined,
  params: ParamValues,
  file: string | undefined,
): readonly (readonly Condition[])[] {
  if (section === undefined) return []
  const fix = 'Write: _exclude: [{ norm: new, lr: 0.1 }].'
  const entries = section.kind === 'list' ? section.items : [section]
  return entries.map((entry) =>
    readConditions(entry, params, { file, what: "An entry of '_exclude'", fix }),
  )
}

interface ConditionPlace {
  readonly file: string | undefined
  readonly what: string
  readonly fix: string
}

function readConditions(
  located: Located,
  params: ParamValues,
  place: ConditionPlace,
): readonly Condition[] {
  const entries = namedEntries(located, place)
  if (entries.length === 0) {
    const { file, what, fix } = place
    throw new SweepError(`${what} names no param. ${fix}`, { file, line: located.line })
  }
  return entries.map((entry) => readCondition(entry, params, place))
}

function readCondition(
  { name, line, value }: Named,
  params: ParamValues,
  { file, what }: ConditionPlace,
): Condition {
  checkParam(name, params, { file, line, what })
  const known = new Map(params.get(name)?.map((one) => [one.key, one]))
  const keys = valuesOf(value, file).map((wanted) => {
    if (known.has(wanted.key)) return wanted.key
    const text = pythonStr(wanted.value)
    const values = Array.from(known.values(), (one) => pythonStr(one.value))
    throw new SweepError(
      `${what}: '${name}' has no value '${text}' here.${didYouMean(text, values)}`,
      { file, line: wanted.line },
    )
  })
  return { param: name, keys: new Set(keys) }
}

/** Refuses a param that the choice does not have. */
export function checkParam(
  name: string,
  params: ParamValues,
  { file, line, what }: { file: string | undefined; line: number; what: string },
): void {
  if (params.has(name)) return
  throw new SweepError(
    `${what}: this choice has no param '${name}'.${didYouMean(name, params.keys())}`,
    { file, line },
  )
}

/** The same with each param after those that its conditions name. */
function inOrder(when: When, place: { file: string | undefined; line: number }): When {
  const ordered = new Map<string, readonly Condition[]>()
  const visit = (param: string, above: readonly string[]): void => {
    const conditions = when.get(param)
    if (conditions === undefined || ordered.has(param)) return
    const path = [...above, param]
    if (above.includes(param)) {
      throw new SweepError(
        `'_when' goes in a circle: ${path.join(' -> ')}. Take one of its conditions out.`,
        place,
      )
    }
    for (const condition of conditions) visit(condition.param, path)
    ordered.set(param, conditions)
  }
  for (const param of when.keys()) visit(param, [])
  return ordered
}
